-- Uploads per day
-- How many files of an export were uploaded on each day (UTC), by file type, and how many up to and with that day.
-- :export : export = latest   Name of the export
-- chart: stacked day images videos other
WITH days AS (
  SELECT
    substr(f.upload_date, 1, 10) AS day,
    count(*) FILTER (WHERE f.file_type = 'image') AS images,
    count(*) FILTER (WHERE f.file_type = 'video') AS videos,
    count(*) FILTER (WHERE f.file_type NOT IN ('image', 'video')) AS other,
    count(*) AS files
  FROM exports e
  JOIN files f ON f.export_id = e.export_id
  WHERE e.name = :export
  GROUP BY substr(f.upload_date, 1, 10)
)
SELECT day, images, videos, other, files, sum(files) OVER (ORDER BY day) AS files_so_far
FROM days
ORDER BY day;
