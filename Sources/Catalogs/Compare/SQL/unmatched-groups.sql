-- Groups without a match were put on or taken off, with all their labels.
DELETE FROM diff_matches;

INSERT INTO diff_matches (pair, old_no, new_no, uid)
SELECT pair, iif(side = 0, group_no, NULL), iif(side = 1, group_no, NULL), uid FROM diff_groups;

INSERT INTO changes (kind, file_id, field, old_value, new_value, group_uid, author, validator)
SELECT
  iif(g.side = 0, 'group_removed', 'group_added'), p.file_id, 'attributes',
  iif(g.side = 0, '[' || g.labels || ']', NULL), iif(g.side = 1, '[' || g.labels || ']', NULL), g.uid, f.author_name,
  f.validator_name
FROM diff_groups g
JOIN diff_pairs p ON p.pair = g.pair
CROSS JOIN diff_new_files f ON f.file_key = p.new_key;
