-- Files that came, went or changed between two exports
-- Files only in the new export (added), only in the old one (gone: not necessarily deleted, for an export holds what
-- matched its filters), and files of which the record itself differs (changed). A save that moved only the update
-- date, the validator or the count of duplicates is no change, nor is a label that was renamed.
-- :old : export = previous   Name of the older export
-- :new : export = latest   Name of the newer export
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
