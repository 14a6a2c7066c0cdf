-- Share of declined files by author
-- Of the files that were decided (accepted or declined), which share was declined, per author. Authors of whom nothing
-- was decided are left out.
-- :export : export = latest   Name of the export
-- :at_least : count = 1   Only authors with at least so many decided files
-- chart: bar author_name declined_percent
WITH
  -- Counted in the order of an index, summed up afterwards.
  groups AS (
    SELECT f.author_name, f.status, count(*) AS files
    FROM files f
    WHERE f.export_id = (SELECT export_id FROM exports WHERE name = :export)
    GROUP BY f.author_name, f.status
  ),
  counts AS (
    SELECT
      author_name,
      coalesce(sum(files) FILTER (WHERE status = 'a'), 0) AS accepted,
      coalesce(sum(files) FILTER (WHERE status = 'd'), 0) AS declined,
      sum(files) AS decided
    FROM groups
    WHERE status IN ('a', 'd')
    GROUP BY author_name
  )
SELECT author_name, accepted, declined, decided, round(100.0 * declined / decided, 1) AS declined_percent
FROM counts
WHERE decided >= CAST(:at_least AS INTEGER)
ORDER BY 1.0 * declined / decided DESC, decided DESC, author_name;
