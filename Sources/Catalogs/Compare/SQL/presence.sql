-- Added and removed files, with the status that they have or had. Removed files have the new name of a renamed person,
-- so that all rows of a person are found by one name.
INSERT INTO changes (kind, file_id, field, new_value, author, validator)
SELECT 'added', p.file_id, 'status', n.status, n.author_name, n.validator_name
FROM diff_pairs p
CROSS JOIN diff_new_files n ON n.file_key = p.new_key
WHERE p.old_key IS NULL;

INSERT INTO changes (kind, file_id, field, old_value, author, validator)
SELECT
  'removed', p.file_id, 'status', o.status, coalesce(a.new_name, o.author_name),
  coalesce(v.new_name, o.validator_name)
FROM diff_pairs p
CROSS JOIN diff_old_files o ON o.file_key = p.old_key
LEFT JOIN diff_people a ON a.old_name = o.author_name
LEFT JOIN diff_people v ON v.old_name = o.validator_name
WHERE p.new_key IS NULL AND NOT :partial;
