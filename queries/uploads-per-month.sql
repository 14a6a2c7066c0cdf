-- Uploads per month
-- How many files of an export were uploaded in each month (UTC), by file type, and how many up to its end. A month
-- without uploads has no row.
-- :export : export = latest   Name of the export
-- chart: stacked month images videos other
WITH RECURSIVE
  -- SQLite: most of the files are counted by the ranges of an index.
  chosen AS MATERIALIZED (
    SELECT
      export_id,
      (
        SELECT count(*)
        FROM sqlite_master
        WHERE type = 'index' AND name IN ('files_by_upload_date', 'files_by_author')) = 2 AS is_indexed
    FROM exports
    WHERE name = :export
  ),
  -- With indexes by date and by author, one look finds the first file of the next month, and what lies between two of
  -- them is counted without sorting. char(1114111), the last character, stands behind all that a month starts. Dates of
  -- another form only take more steps; what has the same month is added up below.
  steps(first_date) AS (
    SELECT min(f.upload_date)
    FROM files f
    WHERE f.export_id = (SELECT export_id FROM chosen WHERE is_indexed = 1)
    UNION ALL
    SELECT (
        SELECT min(f.upload_date)
        FROM files f
        WHERE f.export_id = (SELECT export_id FROM chosen) AND f.upload_date > CASE
            WHEN length(s.first_date) < 7 THEN s.first_date
            WHEN s.first_date > substr(s.first_date, 1, 7) || char(1114111) THEN s.first_date
            ELSE substr(s.first_date, 1, 7) || char(1114111)
          END)
    FROM steps s
    WHERE s.first_date IS NOT NULL
  ),
  ranges AS (
    SELECT first_date, lead(first_date) OVER (ORDER BY first_date) AS next_date
    FROM steps
    WHERE first_date IS NOT NULL
  ),
  kinds AS (
    SELECT DISTINCT f.author_name, f.status, f.file_type
    FROM files f
    WHERE f.export_id = (SELECT export_id FROM chosen WHERE is_indexed = 1)
  ),
  parts AS (
    SELECT substr(r.first_date, 1, 7) AS month, 0 AS videos, 0 AS other, (
        SELECT count(*)
        FROM files f
        WHERE f.export_id = (SELECT export_id FROM chosen)
          AND f.upload_date >= r.first_date AND f.upload_date < r.next_date) AS files
    FROM ranges r
    WHERE r.next_date IS NOT NULL
    UNION ALL
    SELECT substr(r.first_date, 1, 7), 0, 0, (
        SELECT count(*)
        FROM files f
        WHERE f.export_id = (SELECT export_id FROM chosen) AND f.upload_date >= r.first_date)
    FROM ranges r
    WHERE r.next_date IS NULL
    UNION ALL
    SELECT
      substr(f.upload_date, 1, 7),
      count(*) FILTER (WHERE f.file_type = 'video'), count(*) FILTER (WHERE f.file_type <> 'video'), 0
    FROM kinds k
    CROSS JOIN files f
    WHERE f.export_id = (SELECT export_id FROM chosen) AND f.author_name = k.author_name AND f.status = k.status
      AND f.file_type = k.file_type AND k.file_type <> 'image'
    GROUP BY substr(f.upload_date, 1, 7)
    UNION ALL
    SELECT
      substr(f.upload_date, 1, 7),
      count(*) FILTER (WHERE f.file_type = 'video'), count(*) FILTER (WHERE f.file_type NOT IN ('image', 'video')),
      count(*)
    FROM files f
    WHERE f.export_id = (SELECT export_id FROM chosen WHERE is_indexed = 0)
    GROUP BY substr(f.upload_date, 1, 7)
  ),
  -- Other engines:
  -- parts AS (
  --   SELECT
  --     substr(f.upload_date, 1, 7) AS month,
  --     count(*) FILTER (WHERE f.file_type = 'video') AS videos,
  --     count(*) FILTER (WHERE f.file_type NOT IN ('image', 'video')) AS other,
  --     count(*) AS files
  --   FROM exports e
  --   JOIN files f ON f.export_id = e.export_id
  --   WHERE e.name = :export
  --   GROUP BY substr(f.upload_date, 1, 7)
  -- ),
  -- End.
  months AS (
    SELECT month, sum(videos) AS videos, sum(other) AS other, sum(files) AS files
    FROM parts
    GROUP BY month
  )
SELECT month, files - videos - other AS images, videos, other, files, sum(files) OVER (ORDER BY month) AS files_so_far
FROM months
ORDER BY month;
