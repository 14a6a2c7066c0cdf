-- DuckDB has timestamps in the place of julianday.
WITH
  clock AS (
    SELECT CAST(coalesce(:as_of, max(greatest(f.upload_date, f.update_date))) AS TIMESTAMP) AS now
    FROM exports e
    JOIN files f ON f.export_id = e.export_id
    WHERE e.name = :export
  ),
  waits AS (
    SELECT f.*, epoch(now - CAST(f.upload_date AS TIMESTAMP)) / 86400 AS days
    FROM exports e
    JOIN files f ON f.export_id = e.export_id
    CROSS JOIN clock
    WHERE e.name = :export AND f.status = 'v'
  )
SELECT
  file_id, file_name, file_type, author_name, validator_name, upload_date, CAST(floor(days) AS INTEGER) AS days_waiting
FROM waits
WHERE days > CAST(:days AS DOUBLE)
ORDER BY upload_date, file_id;
