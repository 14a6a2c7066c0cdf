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
        SELECT max(max(f.upload_date, coalesce(f.update_date, '')))
        FROM files f
        WHERE f.file_key BETWEEN (SELECT first_key FROM span) AND (SELECT last_key FROM span)
          AND +f.export_id = (SELECT export_id FROM chosen))))
  )
SELECT
  f.file_id, f.file_name, f.file_type, f.author_name, f.validator_name, f.upload_date,
  CAST(now - julianday(f.upload_date) AS INTEGER) AS days_waiting
FROM clock
CROSS JOIN files f
WHERE f.export_id = (SELECT export_id FROM chosen) AND f.status = 'v'
  AND now - julianday(f.upload_date) > CAST(:days AS REAL)
ORDER BY f.upload_date, f.file_id;
