-- As plain SQL says it: queries/decline-rate-by-validator.sql is worded for SQLite's indexes.
WITH
  counts AS (
    SELECT
      f.validator_name,
      count(*) FILTER (WHERE f.status = 'a') AS accepted,
      count(*) FILTER (WHERE f.status = 'd') AS declined,
      count(*) AS decided
    FROM exports e
    JOIN files f ON f.export_id = e.export_id
    WHERE e.name = :export AND f.status IN ('a', 'd')
    GROUP BY f.validator_name
  ),
  shares AS (
    SELECT
      validator_name, accepted, declined, decided,
      round(100.0 * declined / decided, 1) AS declined_percent,
      round(100.0 * declined / nullif(sum(declined) OVER (), 0), 1) AS percent_of_declined
    FROM counts
  )
SELECT validator_name, accepted, declined, decided, declined_percent, percent_of_declined
FROM shares
WHERE decided >= CAST(:at_least AS INTEGER)
ORDER BY 1.0 * declined / decided DESC, decided DESC, validator_name;
