-- Files by validator
-- What each validator decided, which share of it was accepted and which share of all decisions it is (both in percent),
-- when first and last, and on how many days: saves of files that are not decided count for none of these. An export
-- tells the last decision only, and its time as the last save, which need not be the validator's. The row without a
-- name holds decided files that have no validator; waiting files can have one already.
-- :export : export = latest   Name of the export
-- chart: stacked validator_name accepted declined
WITH
  counts AS (
    SELECT
      f.validator_name,
      count(*) FILTER (WHERE f.status = 'a') AS accepted,
      count(*) FILTER (WHERE f.status = 'd') AS declined,
      count(*) FILTER (WHERE f.status IN ('a', 'd')) AS decided,
      count(*) AS files,
      min(CASE WHEN f.status IN ('a', 'd') THEN f.update_date END) AS first_save,
      max(CASE WHEN f.status IN ('a', 'd') THEN f.update_date END) AS last_save,
      count(DISTINCT CASE WHEN f.status IN ('a', 'd') THEN substr(f.update_date, 1, 10) END) AS active_days
    FROM exports e
    JOIN files f ON f.export_id = e.export_id
    WHERE e.name = :export AND (f.validator_name IS NOT NULL OR f.status IN ('a', 'd'))
    GROUP BY f.validator_name
  )
SELECT
  validator_name, accepted, declined,
  round(100.0 * accepted / nullif(decided, 0), 1) AS accepted_percent,
  round(100.0 * decided / nullif(sum(decided) OVER (), 0), 1) AS percent_of_decisions,
  files - decided AS undecided, files, first_save, last_save, active_days,
  round(1.0 * decided / nullif(active_days, 0), 1) AS decided_per_active_day
FROM counts
ORDER BY decided DESC, validator_name NULLS FIRST;
