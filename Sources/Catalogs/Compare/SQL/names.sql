-- Names that differ in pairs: authors everywhere, validators where the file was not saved in between, because a save
-- moves the validator.
CREATE TEMP TABLE diff_names (
  role     TEXT NOT NULL,
  old_name TEXT NOT NULL,
  new_name TEXT NOT NULL,
  files    INTEGER NOT NULL
);
CREATE TEMP TABLE diff_people (
  old_name TEXT PRIMARY KEY,
  new_name TEXT NOT NULL UNIQUE,
  files    INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO diff_names
SELECT 'author', o.author_name, n.author_name, count(*)
FROM diff_pairs p
CROSS JOIN diff_old_files o ON o.file_key = p.old_key
CROSS JOIN diff_new_files n ON n.file_key = p.new_key
WHERE p.author_name_differs AND o.author_name IS NOT NULL AND n.author_name IS NOT NULL
GROUP BY 2, 3;

INSERT INTO diff_names
SELECT 'validator', o.validator_name, n.validator_name, count(*)
FROM diff_pairs p
CROSS JOIN diff_old_files o ON o.file_key = p.old_key
CROSS JOIN diff_new_files n ON n.file_key = p.new_key
WHERE p.validator_name_differs AND NOT p.update_date_differs
  AND o.validator_name IS NOT NULL AND n.validator_name IS NOT NULL
GROUP BY 2, 3;
