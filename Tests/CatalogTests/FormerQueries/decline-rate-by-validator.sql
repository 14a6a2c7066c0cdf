-- Share of declined files by validator
-- Of the files that a validator decided (accepted or declined), which share was declined, the highest first; and which
-- share of all declined files these are. An export tells the last decision only. The row without a name holds decided
-- files that have no validator.
-- :export : export = latest   Name of the export
-- :at_least : count = 1   Only validators with at least so many decided files
-- chart: bar validator_name declined_percent
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
