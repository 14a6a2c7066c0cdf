-- As plain SQL says it: queries/diff-status.sql is worded for SQLite's indexes.
WITH
  pair AS (
    SELECT
      (SELECT export_id FROM exports WHERE name = :old) AS old_id,
      (SELECT export_id FROM exports WHERE name = :new) AS new_id
  ),
  steps AS (
    SELECT o.status AS old_status, n.status AS new_status, count(*) AS files
    FROM pair
    CROSS JOIN files o
    LEFT JOIN files n ON n.export_id = new_id AND n.file_id = o.file_id
    WHERE o.export_id = old_id
    GROUP BY o.status, n.status
    UNION ALL
    SELECT NULL, n.status, count(*)
    FROM pair
    CROSS JOIN files n
    WHERE n.export_id = new_id
      AND NOT EXISTS (SELECT 1 FROM files o WHERE o.export_id = old_id AND o.file_id = n.file_id)
    GROUP BY n.status
  )
SELECT
  old_status, new_status, files,
  CASE
    WHEN old_status IS NULL THEN 'added'
    WHEN new_status IS NULL THEN 'gone'
    WHEN old_status = new_status THEN ''
    WHEN old_status = 'a' AND new_status = 'd' THEN 'check'
    ELSE 'moved'
  END AS note
FROM steps
ORDER BY old_status IS NULL, new_status IS NULL, old_status, new_status;
