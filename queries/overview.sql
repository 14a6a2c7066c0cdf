-- Overview of an export
-- What an export holds, one figure per row: records, files by type and status, groups, labels, links, people, dates.
-- "label uses" counts a label once per group, however the export defines it; "originals outside" counts ids that are rebound to but not exported.
-- :export : export = latest   Name of the export
WITH
  chosen AS (SELECT * FROM exports WHERE name = :export),
  -- Counted in the order of indexes, summed up afterwards.
  statuses AS (
    SELECT status, file_type, count(*) AS files
    FROM files
    WHERE export_id = (SELECT export_id FROM chosen)
    GROUP BY status, file_type
  ),
  -- The keys of an export lie together, normally with no other file in between.
  span AS MATERIALIZED (
    SELECT
      min(file_key) AS first_key, max(file_key) AS last_key,
      CASE WHEN max(file_key) - min(file_key) + 1 = count(*) THEN 1 ELSE 0 END AS is_whole
    FROM files
    WHERE export_id = (SELECT export_id FROM chosen)
  ),
  f AS MATERIALIZED (
    SELECT
      coalesce(sum(files), 0) AS files,
      coalesce(sum(files) FILTER (WHERE file_type = 'image'), 0) AS images,
      coalesce(sum(files) FILTER (WHERE file_type = 'video'), 0) AS videos,
      coalesce(sum(files) FILTER (WHERE status = 'v'), 0) AS waiting,
      coalesce(sum(files) FILTER (WHERE status = 'a'), 0) AS accepted,
      coalesce(sum(files) FILTER (WHERE status = 'd'), 0) AS declined,
      coalesce(sum(files) FILTER (WHERE status = 'p'), 0) AS processing,
      coalesce(sum(files) FILTER (WHERE status = 'u'), 0) AS duplicated,
      (SELECT min(upload_date) FROM files WHERE export_id = (SELECT export_id FROM chosen)) AS first_upload,
      (SELECT max(upload_date) FROM files WHERE export_id = (SELECT export_id FROM chosen)) AS last_upload,
      (
        SELECT max(update_date)
        FROM files
        WHERE file_key BETWEEN (SELECT first_key FROM span) AND (SELECT last_key FROM span)
          AND +export_id = (SELECT export_id FROM chosen)) AS last_update,
      (SELECT count(*) FROM (
        SELECT DISTINCT author_name FROM files WHERE export_id = (SELECT export_id FROM chosen)) a) AS authors,
      (SELECT count(validator_name) FROM (
        SELECT DISTINCT validator_name FROM files WHERE export_id = (SELECT export_id FROM chosen)) v) AS validators
    FROM statuses
  ),
  g AS MATERIALIZED (
    SELECT count(*) AS groups, count(*) FILTER (WHERE g.group_no = 0) AS files
    FROM attribute_groups g
    WHERE g.file_key BETWEEN (SELECT first_key FROM span) AND (SELECT last_key FROM span)
      AND ((SELECT is_whole FROM span) = 1 OR EXISTS (
        SELECT 1 FROM files f WHERE f.file_key = g.file_key AND f.export_id = (SELECT export_id FROM chosen)))
  ),
  redefined AS MATERIALIZED (
    SELECT attribute_id FROM attributes WHERE export_id = (SELECT export_id FROM chosen)
    GROUP BY attribute_id HAVING count(*) > 1
  ),
  -- Some figures are words, others numbers.
  rows(no, measure, words, number) AS (
    SELECT 1, 'export', name, CAST(NULL AS INTEGER) FROM chosen
    UNION ALL SELECT 2, 'project', NULL, project_id FROM chosen
    UNION ALL SELECT 3, 'imported at', imported_at, NULL FROM chosen
    UNION ALL SELECT 4, 'records read', NULL, record_count FROM chosen
    UNION ALL SELECT 5, 'files', NULL, files FROM f
    UNION ALL SELECT 6, 'images', NULL, images FROM f
    UNION ALL SELECT 7, 'videos', NULL, videos FROM f
    UNION ALL SELECT 8, 'of other type', NULL, files - images - videos FROM f
    UNION ALL SELECT 9, 'waiting for validation (v)', NULL, waiting FROM f
    UNION ALL SELECT 10, 'accepted (a)', NULL, accepted FROM f
    UNION ALL SELECT 11, 'declined (d)', NULL, declined FROM f
    UNION ALL SELECT 12, 'processing (p)', NULL, processing FROM f
    UNION ALL SELECT 13, 'duplicated (u)', NULL, duplicated FROM f
    UNION ALL SELECT 14, 'groups', NULL, groups FROM g
    UNION ALL SELECT 15, 'files without a group', NULL, f.files - g.files FROM f, g
    UNION ALL SELECT 16, 'label uses', NULL, (
      SELECT coalesce(sum(c.uses), 0) FROM attributes a JOIN label_counts c ON c.attribute_key = a.attribute_key
      WHERE a.export_id = (SELECT export_id FROM chosen) AND a.attribute_id NOT IN (SELECT attribute_id FROM redefined)
    ) + (
      SELECT count(*)
      FROM (
        SELECT DISTINCT a.attribute_id, ga.file_key, ga.group_no
        FROM redefined r
        JOIN attributes a ON a.export_id = (SELECT export_id FROM chosen) AND a.attribute_id = r.attribute_id
        JOIN group_attributes ga ON ga.attribute_key = a.attribute_key) u) FROM chosen
    UNION ALL SELECT 17, 'labels in use', NULL, (
      SELECT count(DISTINCT attribute_id) FROM attributes a
      WHERE a.export_id = (SELECT export_id FROM chosen)) FROM chosen
    UNION ALL SELECT 18, 'duplicates', NULL, (
      SELECT count(*) FROM duplicates d JOIN files f ON f.file_key = d.file_key
      WHERE f.export_id = (SELECT export_id FROM chosen)) FROM chosen
    UNION ALL SELECT 19, 'originals outside', NULL, (
      SELECT count(DISTINCT d.original_id) FROM duplicates d JOIN files f ON f.file_key = d.file_key
      WHERE f.export_id = (SELECT export_id FROM chosen) AND NOT EXISTS (
        SELECT 1 FROM files o WHERE o.export_id = f.export_id AND o.file_id = d.original_id)) FROM chosen
    UNION ALL SELECT 20, 'transfers', NULL, (
      SELECT count(*) FROM transfers t JOIN files f ON f.file_key = t.file_key
      WHERE f.export_id = (SELECT export_id FROM chosen)) FROM chosen
    UNION ALL SELECT 21, 'authors', NULL, authors FROM f
    UNION ALL SELECT 22, 'validators', NULL, validators FROM f
    UNION ALL SELECT 23, 'first upload', first_upload, NULL FROM f
    UNION ALL SELECT 24, 'last upload', last_upload, NULL FROM f
    UNION ALL SELECT 25, 'last update', last_update, NULL FROM f
    UNION ALL SELECT 26, 'media in the archive', NULL, (
      SELECT count(*) FROM media WHERE export_id = (SELECT export_id FROM chosen)) FROM chosen
    UNION ALL SELECT 27, 'rejected records', NULL, rejected_count FROM chosen
  )
SELECT measure, coalesce(words, CAST(number AS ANY)) AS value
FROM rows
WHERE EXISTS (SELECT 1 FROM chosen)
ORDER BY no;
