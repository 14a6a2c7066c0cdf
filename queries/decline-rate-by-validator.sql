-- Share of declined files by validator
-- Of the files that a validator decided (accepted or declined), which share was declined, the highest first; and which
-- share of all declined files these are. An export tells the last decision only. The row without a name holds decided
-- files that have no validator.
-- :export : export = latest   Name of the export
-- :at_least : count = 1   Only validators with at least so many decided files
-- chart: bar validator_name declined_percent
WITH
  -- Counted in the order of an index, summed up afterwards.
  groups AS (
    SELECT f.validator_name, f.status, count(*) AS files
    FROM files f
    WHERE f.export_id = (SELECT export_id FROM exports WHERE name = :export)
    GROUP BY f.validator_name, f.status
  ),
  counts AS (
    SELECT
      validator_name,
      coalesce(sum(files) FILTER (WHERE status = 'a'), 0) AS accepted,
      coalesce(sum(files) FILTER (WHERE status = 'd'), 0) AS declined,
      sum(files) AS decided
    FROM groups
    WHERE status IN ('a', 'd')
    GROUP BY validator_name
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
ORDER BY 1.0 * declined / decided DESC, decided DESC, validator_name NULLS FIRST;
