-- Status changes between two exports
-- How many files went from which status to which: files in both exports first, then added (no old status) and gone ones
-- (no new status). "moved" marks a change, "check" an accepted file that was declined.
-- :old : export = previous   Name of the older export
-- :new : export = latest   Name of the newer export
-- chart: stacked old_status files by new_status
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
