-- Files by validator
-- What each validator decided, when first and last, and on how many days: saves of files that are not decided count for
-- none of these. An export tells the last decision only, and its time as the last save, which need not be the
-- validator's. The row without a name holds decided files that have no validator; waiting files can have one already.
-- :export : export = latest   Name of the export
-- chart: stacked validator_name accepted declined
SELECT
  f.validator_name,
  sum(f.status = 'a') AS accepted,
  sum(f.status = 'd') AS declined,
  sum(f.status NOT IN ('a', 'd')) AS undecided,
  count(*) AS files,
  min(CASE WHEN f.status IN ('a', 'd') THEN f.update_date END) AS first_save,
  max(CASE WHEN f.status IN ('a', 'd') THEN f.update_date END) AS last_save,
  count(DISTINCT CASE WHEN f.status IN ('a', 'd') THEN substr(f.update_date, 1, 10) END) AS active_days,
  round(
    1.0 * sum(f.status IN ('a', 'd'))
      / nullif(count(DISTINCT CASE WHEN f.status IN ('a', 'd') THEN substr(f.update_date, 1, 10) END), 0), 1)
    AS decided_per_active_day
FROM exports e
JOIN files f ON f.export_id = e.export_id
WHERE e.name = :export AND (f.validator_name IS NOT NULL OR f.status IN ('a', 'd'))
GROUP BY f.validator_name
ORDER BY accepted + declined DESC, f.validator_name;
