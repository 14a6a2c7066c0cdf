-- As plain SQL says it: queries/unlabelled.sql is worded for SQLite's indexes.
SELECT
  f.file_id, f.file_name, f.file_type, f.status, f.author_name, f.upload_date,
  (SELECT count(*) FROM attribute_groups g WHERE g.file_key = f.file_key) AS empty_groups
FROM exports e
JOIN files f ON f.export_id = e.export_id
WHERE e.name = :export AND NOT EXISTS (SELECT 1 FROM group_attributes ga WHERE ga.file_key = f.file_key)
ORDER BY f.file_key;
