-- Files that wait for validation
-- Files in status v that were uploaded more than :days days before :as_of, the longest wait first. The clock is the
-- export's own: without :as_of it is the newest date in the export, so that the answer doesn't change with the day
-- on which it is asked.
-- :export : export = latest   Name of the export
-- :days : days = 7   Only files that wait longer than so many days
-- :as_of : date = NULL   The moment to count from, YYYY-MM-DD or YYYY-MM-DD HH:MM
-- chart: histogram days_waiting
WITH
  chosen AS MATERIALIZED (SELECT export_id FROM exports WHERE name = :export),
  -- The keys of an export lie together: its files are read in their order.
  span AS MATERIALIZED (
    SELECT min(file_key) AS first_key, max(file_key) AS last_key
    FROM files
    WHERE export_id = (SELECT export_id FROM chosen)
  ),
  clock(now) AS MATERIALIZED (
    SELECT julianday(coalesce(:as_of, (
        SELECT max(CASE WHEN f.update_date > f.upload_date THEN f.update_date ELSE f.upload_date END)
        FROM files f
        WHERE f.file_key BETWEEN (SELECT first_key FROM span) AND (SELECT last_key FROM span)
          AND +f.export_id = (SELECT export_id FROM chosen))))
  ),
  waits AS (
    SELECT
      f.file_id, f.file_name, f.file_type, f.author_name, f.validator_name, f.upload_date,
      c.now - julianday(f.upload_date) AS days
    FROM clock c
    CROSS JOIN files f
    WHERE f.export_id = (SELECT export_id FROM chosen) AND f.status = 'v'
  )
-- A cast cuts off what is behind the point, or rounds: what was rounded up is too large by one.
SELECT
  file_id, file_name, file_type, author_name, validator_name, upload_date,
  CAST(days AS INTEGER) - CASE WHEN CAST(days AS INTEGER) > days THEN 1 ELSE 0 END AS days_waiting
FROM waits
WHERE days > CAST(:days AS REAL)
ORDER BY upload_date, file_id;
