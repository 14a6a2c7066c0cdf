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
      min(file_key) AS first_key, max(file_key) AS last_key, max(file_key) - min(file_key) + 1 = count(*) AS is_whole
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
        SELECT DISTINCT author_name FROM files WHERE export_id = (SELECT export_id FROM chosen))) AS authors,
      (SELECT count(validator_name) FROM (
        SELECT DISTINCT validator_name FROM files WHERE export_id = (SELECT export_id FROM chosen))) AS validators
    FROM statuses
  ),
  g AS MATERIALIZED (
    SELECT count(*) AS groups, count(*) FILTER (WHERE g.group_no = 0) AS files
    FROM attribute_groups g
    WHERE g.file_key BETWEEN (SELECT first_key FROM span) AND (SELECT last_key FROM span)
      AND ((SELECT is_whole FROM span) OR EXISTS (
        SELECT 1 FROM files f WHERE f.file_key = g.file_key AND f.export_id = (SELECT export_id FROM chosen)))
  ),
  redefined AS MATERIALIZED (
    SELECT attribute_id FROM attributes WHERE export_id = (SELECT export_id FROM chosen)
    GROUP BY attribute_id HAVING count(*) > 1
  ),
  rows(measure, value) AS (
    SELECT 'export', name FROM chosen
    UNION ALL SELECT 'project', project_id FROM chosen
    UNION ALL SELECT 'imported at', imported_at FROM chosen
    UNION ALL SELECT 'records read', record_count FROM chosen
    UNION ALL SELECT 'files', files FROM f
    UNION ALL SELECT 'images', images FROM f
    UNION ALL SELECT 'videos', videos FROM f
    UNION ALL SELECT 'of other type', files - images - videos FROM f
    UNION ALL SELECT 'waiting for validation (v)', waiting FROM f
    UNION ALL SELECT 'accepted (a)', accepted FROM f
    UNION ALL SELECT 'declined (d)', declined FROM f
    UNION ALL SELECT 'processing (p)', processing FROM f
    UNION ALL SELECT 'duplicated (u)', duplicated FROM f
    UNION ALL SELECT 'groups', groups FROM g
    UNION ALL SELECT 'files without a group', f.files - g.files FROM f, g
    UNION ALL SELECT 'label uses', (
      SELECT coalesce(sum(uses), 0) FROM attributes a JOIN label_counts USING (attribute_key)
      WHERE a.export_id = (SELECT export_id FROM chosen) AND a.attribute_id NOT IN (SELECT attribute_id FROM redefined)
    ) + (
      SELECT count(*)
      FROM (
        SELECT DISTINCT a.attribute_id, ga.file_key, ga.group_no
        FROM redefined r
        JOIN attributes a ON a.export_id = (SELECT export_id FROM chosen) AND a.attribute_id = r.attribute_id
        JOIN group_attributes ga ON ga.attribute_key = a.attribute_key)) FROM chosen
    UNION ALL SELECT 'labels in use', (
      SELECT count(DISTINCT attribute_id) FROM attributes a
      WHERE a.export_id = (SELECT export_id FROM chosen)) FROM chosen
    UNION ALL SELECT 'duplicates', (
      SELECT count(*) FROM duplicates JOIN files USING (file_key)
      WHERE export_id = (SELECT export_id FROM chosen)) FROM chosen
    UNION ALL SELECT 'originals outside', (
      SELECT count(DISTINCT d.original_id) FROM duplicates d JOIN files USING (file_key)
      WHERE export_id = (SELECT export_id FROM chosen) AND NOT EXISTS (
        SELECT 1 FROM files o WHERE o.export_id = files.export_id AND o.file_id = d.original_id)) FROM chosen
    UNION ALL SELECT 'transfers', (
      SELECT count(*) FROM transfers JOIN files USING (file_key)
      WHERE export_id = (SELECT export_id FROM chosen)) FROM chosen
    UNION ALL SELECT 'authors', authors FROM f
    UNION ALL SELECT 'validators', validators FROM f
    UNION ALL SELECT 'first upload', first_upload FROM f
    UNION ALL SELECT 'last upload', last_upload FROM f
    UNION ALL SELECT 'last update', last_update FROM f
    UNION ALL SELECT 'media in the archive', (
      SELECT count(*) FROM media WHERE export_id = (SELECT export_id FROM chosen)) FROM chosen
    UNION ALL SELECT 'rejected records', rejected_count FROM chosen
  )
SELECT measure, value FROM rows WHERE EXISTS (SELECT 1 FROM chosen);
