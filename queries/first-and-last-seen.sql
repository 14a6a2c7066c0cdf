-- When files were first and last seen
-- For every file of any export: the first and the last export that holds it, how many do, and whether the newest
-- does. Exports count in the order of their newest dates. A file that is absent is not necessarily deleted.
-- :only : choice(all|gone|returned) = all   "all", "gone" (not in the last export) or "returned" (absent in between)
WITH
  ordered AS MATERIALIZED (
    SELECT export_id, name, row_number() OVER (ORDER BY newest_date NULLS FIRST, export_id) AS no FROM exports
  ),
  seen AS (
    SELECT f.file_id, min(x.no) AS first_no, max(x.no) AS last_no, count(*) AS exports
    FROM files f
    JOIN ordered x ON x.export_id = f.export_id
    GROUP BY f.file_id
  )
SELECT
  s.file_id, a.name AS first_seen, z.name AS last_seen, s.exports,
  s.last_no - s.first_no + 1 - s.exports AS absent_between,
  CASE WHEN s.last_no = (SELECT max(no) FROM ordered) THEN 1 ELSE 0 END AS in_last_export
FROM seen s
JOIN ordered a ON a.no = s.first_no
JOIN ordered z ON z.no = s.last_no
WHERE :only = 'all'
  OR :only = 'gone' AND s.last_no < (SELECT max(no) FROM ordered)
  OR :only = 'returned' AND s.last_no - s.first_no + 1 > s.exports
ORDER BY s.first_no, s.last_no, s.file_id;
