-- The links of the touched files in OLD and in NEW. A file that NEW does not show keeps the link that it had.
SELECT
  id, nullif(old_original, ''), nullif(iif(is_new, new_original, old_original), '')
FROM (
  SELECT
    t.id,
    (SELECT d.original_id FROM diff_old_export_files f CROSS JOIN diff_old_duplicates d ON d.file_key = f.file_key
     WHERE f.file_id = t.id) AS old_original,
    (SELECT d.original_id FROM diff_new_export_files f CROSS JOIN diff_new_duplicates d ON d.file_key = f.file_key
     WHERE f.file_id = t.id) AS new_original,
    EXISTS (SELECT 1 FROM diff_new_export_files f WHERE f.file_id = t.id) AS is_new
  FROM diff_touched t);
