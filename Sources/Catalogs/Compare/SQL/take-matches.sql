-- Takes matched groups out, after a look at their unknown fields.
INSERT INTO changes (kind, file_id, field, old_value, new_value, group_uid, author, validator)
SELECT 'extra', p.file_id, 'attributes.extra', o.extra, n.extra, n.uid, f.author_name, f.validator_name
FROM diff_matches m
JOIN diff_groups o ON o.pair = m.pair AND o.side = 0 AND o.group_no = m.old_no
JOIN diff_groups n ON n.pair = m.pair AND n.side = 1 AND n.group_no = m.new_no
JOIN diff_pairs p ON p.pair = m.pair
CROSS JOIN diff_new_files f ON f.file_key = p.new_key
WHERE o.extra IS NOT n.extra
  AND canonical_json(o.extra, 'object') IS NOT canonical_json(n.extra, 'object');

DELETE FROM diff_groups WHERE (pair, side, group_no) IN (
  SELECT pair, 0, old_no FROM diff_matches UNION ALL SELECT pair, 1, new_no FROM diff_matches);
