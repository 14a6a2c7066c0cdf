-- As plain SQL says it: queries/diff-files.sql is worded for SQLite's indexes.
SELECT 'added' AS change, n.file_id, n.file_name, NULL AS old_status, n.status AS new_status
FROM exports en
JOIN files n ON n.export_id = en.export_id
WHERE en.name = :new AND NOT EXISTS (
  SELECT 1 FROM files o
  WHERE o.export_id = (SELECT export_id FROM exports WHERE name = :old) AND o.file_id = n.file_id)
UNION ALL
SELECT 'changed', n.file_id, n.file_name, o.status, n.status
FROM exports en
JOIN files n ON n.export_id = en.export_id
JOIN files o ON o.export_id = (SELECT export_id FROM exports WHERE name = :old) AND o.file_id = n.file_id
WHERE en.name = :new AND o.digest <> n.digest
UNION ALL
SELECT 'gone', o.file_id, o.file_name, o.status, NULL
FROM exports eo
JOIN files o ON o.export_id = eo.export_id
WHERE eo.name = :old AND NOT EXISTS (
  SELECT 1 FROM files n
  WHERE n.export_id = (SELECT export_id FROM exports WHERE name = :new) AND n.file_id = o.file_id)
ORDER BY change, file_id;
