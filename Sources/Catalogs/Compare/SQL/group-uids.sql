-- Matched groups of one content under another uid.
INSERT INTO changes (kind, file_id, field, old_value, new_value, group_uid, author, validator, noise)
SELECT 'group_uid', p.file_id, 'uid', o.uid, n.uid, n.uid, f.author_name, f.validator_name, 1
FROM diff_matches m
JOIN diff_pairs p ON p.pair = m.pair
JOIN diff_groups o ON o.pair = m.pair AND o.side = 0 AND o.group_no = m.old_no
JOIN diff_groups n ON n.pair = m.pair AND n.side = 1 AND n.group_no = m.new_no
CROSS JOIN diff_new_files f ON f.file_key = p.new_key;
