-- Uploads per month
-- How many files of an export were uploaded in each month (UTC), by file type, and how many up to its end. A month
-- without uploads has no row.
-- :export : export = latest   Name of the export
-- chart: stacked month images videos other
WITH
  months AS (
    SELECT
      substr(f.upload_date, 1, 7) AS month,
      count(*) FILTER (WHERE f.file_type = 'image') AS images,
      count(*) FILTER (WHERE f.file_type = 'video') AS videos,
      count(*) FILTER (WHERE f.file_type NOT IN ('image', 'video')) AS other,
      count(*) AS files
    FROM exports e
    JOIN files f ON f.export_id = e.export_id
    WHERE e.name = :export
    GROUP BY substr(f.upload_date, 1, 7)
  )
SELECT month, images, videos, other, files, sum(files) OVER (ORDER BY month) AS files_so_far
FROM months
ORDER BY month;
