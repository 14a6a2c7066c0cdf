-- The files in which one field differs. The new name of a renamed person is no change of a file.
INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator, noise)
SELECT :kind, p.file_id, '{field}', o.{field}, n.{field}, n.author_name, n.validator_name, :noise
FROM diff_pairs p
CROSS JOIN diff_old_files o ON o.file_key = p.old_key
CROSS JOIN diff_new_files n ON n.file_key = p.new_key
WHERE p.{field}_differs
  AND NOT (:is_person AND EXISTS (
    SELECT 1 FROM diff_people x WHERE x.old_name = o.{field} AND x.new_name = n.{field}));
