-- The views of a catalog, in words that DuckDB and PostgreSQL share.
CREATE VIEW objects AS
SELECT e.name AS export, f.file_id,
  resolve_key(e.project_id, f.file_id, t.storage_project_id, d.original_id) AS storage_key,
  'project_' || coalesce(nullif(t.storage_project_id, 0), nullif(e.project_id, 0)) AS bucket,
  coalesce(nullif(d.original_id, ''), f.file_id) AS object_id,
  f.status, f.file_type, f.file_name, f.export_id, f.file_key
FROM files f
JOIN exports e ON e.export_id = f.export_id
LEFT JOIN duplicates d ON d.file_key = f.file_key
LEFT JOIN transfers t ON t.file_key = f.file_key;

CREATE VIEW annotations AS
SELECT e.name AS export, f.file_id, f.file_name, f.file_type, f.status, f.author_name, f.validator_name,
  f.upload_date, f.update_date, g.group_no, g.uid, ga.position, a.attribute_id, a.level_order, a.name, a.payload,
  a.payload_type, f.export_id, f.file_key, a.attribute_key
FROM exports e
JOIN files f ON f.export_id = e.export_id
JOIN attribute_groups g ON g.file_key = f.file_key
JOIN group_attributes ga ON ga.file_key = g.file_key AND ga.group_no = g.group_no
JOIN attributes a ON a.attribute_key = ga.attribute_key;

CREATE VIEW label_paths AS
SELECT e.name AS export, f.file_id, p.group_no, p.level_order, p.path, f.export_id, f.file_key
FROM (
  SELECT ga.file_key, ga.group_no, a.level_order, string_agg(a.name, ' > ' ORDER BY ga.position) AS path
  FROM group_attributes ga
  JOIN attributes a ON a.attribute_key = ga.attribute_key
  GROUP BY ga.file_key, ga.group_no, a.level_order) p
JOIN files f ON f.file_key = p.file_key
JOIN exports e ON e.export_id = f.export_id;

CREATE VIEW duplicate_clusters AS
WITH RECURSIVE
  links AS MATERIALIZED (
    SELECT f.export_id, f.file_id, d.original_id
    FROM duplicates d
    JOIN files f ON f.file_key = d.file_key
    WHERE d.original_id <> ''
  ),
  roots AS (
    SELECT DISTINCT l.export_id, l.original_id AS file_id
    FROM links l
    LEFT JOIN links o ON o.export_id = l.export_id AND o.file_id = l.original_id
    WHERE o.file_id IS NULL
  ),
  -- A NULL of the type that ids have.
  walk(export_id, cluster_id, file_id, original_id, depth) AS (
    SELECT export_id, file_id, file_id, nullif(file_id, file_id), 0 FROM roots
    UNION ALL
    SELECT w.export_id, w.cluster_id, l.file_id, w.file_id, w.depth + 1
    FROM walk w
    JOIN links l ON l.original_id = w.file_id AND l.export_id = w.export_id
  ),
  reached AS MATERIALIZED (SELECT export_id, cluster_id, file_id, original_id, depth FROM walk),
  -- What no walk reached hangs on a ring.
  ringed AS MATERIALIZED (
    SELECT l.export_id, l.file_id, l.original_id
    FROM links l
    LEFT JOIN reached r ON r.export_id = l.export_id AND r.file_id = l.file_id
    WHERE r.file_id IS NULL
  ),
  neighbours AS MATERIALIZED (
    SELECT export_id, file_id, original_id AS other_id FROM ringed
    UNION
    SELECT export_id, original_id, file_id FROM ringed
  ),
  -- The smallest member of a cluster is smaller than its neighbours, as are few others: start from those.
  ring_walk(export_id, start_id, file_id) AS (
    SELECT export_id, file_id, file_id
    FROM neighbours
    GROUP BY export_id, file_id
    HAVING min(other_id) >= file_id
    UNION
    SELECT w.export_id, w.start_id, n.other_id
    FROM ring_walk w
    JOIN neighbours n ON n.export_id = w.export_id AND n.file_id = w.file_id
  ),
  members AS (
    SELECT export_id, cluster_id, file_id, original_id, depth FROM reached
    UNION ALL
    SELECT w.export_id, min(w.start_id), w.file_id, min(r.original_id), CAST(NULL AS integer)
    FROM ring_walk w
    JOIN ringed r ON r.export_id = w.export_id AND r.file_id = w.file_id
    GROUP BY w.export_id, w.file_id
  )
SELECT
  e.name AS export, m.cluster_id, m.file_id,
  CASE WHEN m.original_id IS NULL THEN 'original' ELSE 'duplicate' END AS role,
  m.original_id, m.depth,
  CASE WHEN f.file_key IS NULL THEN 0 ELSE 1 END AS in_export,
  count(*) OVER (PARTITION BY m.export_id, m.cluster_id) AS cluster_size,
  f.status, f.file_name, m.export_id, f.file_key
FROM members m
JOIN exports e ON e.export_id = m.export_id
LEFT JOIN files f ON f.export_id = m.export_id AND f.file_id = m.file_id;

CREATE VIEW latest_files AS SELECT * FROM files WHERE export_id = (
  SELECT export_id FROM exports ORDER BY newest_date DESC NULLS LAST, export_id DESC LIMIT 1);
CREATE VIEW latest_objects AS SELECT * FROM objects WHERE export_id = (
  SELECT export_id FROM exports ORDER BY newest_date DESC NULLS LAST, export_id DESC LIMIT 1);
CREATE VIEW latest_annotations AS SELECT * FROM annotations WHERE export_id = (
  SELECT export_id FROM exports ORDER BY newest_date DESC NULLS LAST, export_id DESC LIMIT 1);
CREATE VIEW latest_attributes AS SELECT * FROM attributes WHERE export_id = (
  SELECT export_id FROM exports ORDER BY newest_date DESC NULLS LAST, export_id DESC LIMIT 1);
CREATE VIEW latest_label_paths AS SELECT * FROM label_paths WHERE export_id = (
  SELECT export_id FROM exports ORDER BY newest_date DESC NULLS LAST, export_id DESC LIMIT 1);
CREATE VIEW latest_duplicate_clusters AS SELECT * FROM duplicate_clusters WHERE export_id = (
  SELECT export_id FROM exports ORDER BY newest_date DESC NULLS LAST, export_id DESC LIMIT 1);
