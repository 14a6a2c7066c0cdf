-- Decisions that held, by validator and export
-- Of the files that a validator had decided (accepted or declined) in one export, how many are decided the same way in
-- the next export that holds the file, how many the other way, and how many are open again. A decision counts for the
-- validator who had made it. Exports come in the order of their newest dates; "export" is the later one.
-- :at_least : count = 1   Only rows with at least so many decisions
-- chart: bar validator_name held_percent by export
WITH
  ordered AS MATERIALIZED (SELECT export_id, row_number() OVER (ORDER BY newest_date, export_id) AS no FROM exports),
  steps AS (
    SELECT
      x.no, f.export_id, f.status, f.validator_name,
      lag(f.status) OVER w AS old_status,
      lag(f.validator_name) OVER w AS old_validator
    FROM files f
    JOIN ordered x ON x.export_id = f.export_id
    WINDOW w AS (PARTITION BY f.file_id ORDER BY x.no)
  )
SELECT
  e.name AS export,
  s.old_validator AS validator_name,
  count(*) AS decisions,
  count(*) FILTER (WHERE s.status = s.old_status) AS held,
  count(*) FILTER (WHERE s.status IN ('a', 'd') AND s.status <> s.old_status) AS reversed,
  count(*) FILTER (WHERE s.status NOT IN ('a', 'd')) AS open_again,
  count(*) FILTER (
    WHERE s.status IN ('a', 'd') AND s.status <> s.old_status
      AND (s.validator_name IS NULL OR s.validator_name <> s.old_validator))
    AS reversed_by_another,
  round(100.0 * count(*) FILTER (WHERE s.status = s.old_status) / count(*), 1) AS held_percent
FROM steps s
JOIN exports e ON e.export_id = s.export_id
WHERE s.old_status IN ('a', 'd') AND s.old_validator IS NOT NULL
GROUP BY s.no, e.name, s.old_validator
HAVING count(*) >= CAST(:at_least AS INTEGER)
ORDER BY s.no, held_percent, s.old_validator;
