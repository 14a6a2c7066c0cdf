-- Overview of an export
-- What an export holds, one figure per row: records, files by type and status, groups, labels, links, people, dates.
-- "label uses" counts a label once per group, however the export defines it; "originals outside" counts ids that are rebound to but not exported.
-- :export : export = latest   Name of the export
WITH
  chosen AS (SELECT * FROM exports WHERE name = :export),
  f AS MATERIALIZED (
    SELECT
      count(*) AS files,
      count(*) FILTER (WHERE file_type = 'image') AS images,
      count(*) FILTER (WHERE file_type = 'video') AS videos,
      count(*) FILTER (WHERE status = 'v') AS waiting,
      count(*) FILTER (WHERE status = 'a') AS accepted,
      count(*) FILTER (WHERE status = 'd') AS declined,
      count(*) FILTER (WHERE status = 'p') AS processing,
      count(*) FILTER (WHERE status = 'u') AS duplicated,
      min(upload_date) AS first_upload,
      max(upload_date) AS last_upload,
      max(update_date) AS last_update,
      count(DISTINCT author_name) AS authors,
      count(DISTINCT validator_name) AS validators
    FROM files WHERE export_id = (SELECT export_id FROM chosen)
  ),
  g AS MATERIALIZED (
    SELECT count(*) AS groups, count(*) FILTER (WHERE g.group_no = 0) AS files
    FROM files JOIN attribute_groups g USING (file_key)
    WHERE export_id = (SELECT export_id FROM chosen)
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
