-- Share of declined files by author
-- Of the files that were decided (accepted or declined), which share was declined, per author. Authors of whom nothing
-- was decided are left out.
-- :export : export = latest   Name of the export
-- :at_least : count = 1   Only authors with at least so many decided files
-- chart: bar author_name declined_percent
SELECT
  f.author_name,
  count(*) FILTER (WHERE f.status = 'a') AS accepted,
  count(*) FILTER (WHERE f.status = 'd') AS declined,
  count(*) AS decided,
  round(100.0 * count(*) FILTER (WHERE f.status = 'd') / count(*), 1) AS declined_percent
FROM exports e
JOIN files f ON f.export_id = e.export_id
WHERE e.name = :export AND f.status IN ('a', 'd')
GROUP BY f.author_name
HAVING count(*) >= CAST(:at_least AS INTEGER)
ORDER BY 1.0 * count(*) FILTER (WHERE f.status = 'd') / count(*) DESC, decided DESC, f.author_name;
