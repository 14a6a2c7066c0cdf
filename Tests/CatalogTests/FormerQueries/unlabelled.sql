-- Files without a label
-- Files that carry no label at all: they have no group, or only empty ones.
-- :export : export = latest   Name of the export
SELECT
  f.file_id, f.file_name, f.file_type, f.status, f.author_name, f.upload_date,
  (SELECT count(*) FROM attribute_groups g WHERE g.file_key = f.file_key) AS empty_groups
FROM exports e
JOIN files f ON f.export_id = e.export_id
WHERE e.name = :export AND NOT EXISTS (SELECT 1 FROM group_attributes ga WHERE ga.file_key = f.file_key)
ORDER BY f.file_key;
