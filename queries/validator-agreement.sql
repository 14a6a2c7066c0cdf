-- Decisions that held, by validator and export
-- Of the files that a validator had decided (accepted or declined) in one export, how many are decided the same way in
-- the next export that holds the file, how many the other way, and how many are open again. A decision counts for the
-- validator who had made it. Exports come in the order of their import; "export" is the later one.
-- :at_least : count = 1   Only rows with at least so many decisions
WITH
  steps AS (
    SELECT
      export_id, status, validator_name,
      lag(status) OVER w AS old_status,
      lag(validator_name) OVER w AS old_validator
    FROM files
    WINDOW w AS (PARTITION BY file_id ORDER BY export_id)
  )
SELECT
  e.name AS export,
  s.old_validator AS validator_name,
  count(*) AS decisions,
  sum(s.status = s.old_status) AS held,
  sum(s.status IN ('a', 'd') AND s.status <> s.old_status) AS reversed,
  sum(s.status NOT IN ('a', 'd')) AS open_again,
  sum(s.status IN ('a', 'd') AND s.status <> s.old_status AND s.validator_name IS NOT s.old_validator)
    AS reversed_by_another,
  round(100.0 * sum(s.status = s.old_status) / count(*), 1) AS held_percent
FROM steps s
JOIN exports e ON e.export_id = s.export_id
WHERE s.old_status IN ('a', 'd') AND s.old_validator IS NOT NULL
GROUP BY s.export_id, s.old_validator
HAVING count(*) >= CAST(:at_least AS INTEGER)
ORDER BY s.export_id, held_percent, s.old_validator;
