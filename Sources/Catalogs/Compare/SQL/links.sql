-- Links to a better file, buckets and storage keys that differ.
CREATE TEMP TABLE diff_links AS
SELECT *
FROM (
  SELECT
    p.file_id, o.original_id AS old_original, n.original_id AS new_original, o.storage_project_id AS old_storage,
    n.storage_project_id AS new_storage, o.storage_key AS old_object, n.storage_key AS new_object,
    o.object_id AS old_object_id, n.object_id AS new_object_id, o.bucket AS old_bucket, n.bucket AS new_bucket,
    n.author_name, n.validator_name
  FROM diff_pairs p
  CROSS JOIN diff_old_objects o
  CROSS JOIN diff_new_objects n
  WHERE o.file_key = p.old_key AND n.file_key = p.new_key AND (p.closer OR :projects_differ)
)
WHERE old_original IS NOT new_original OR old_storage IS NOT new_storage AND old_bucket IS NOT new_bucket
  OR old_object IS NOT new_object;

INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator)
SELECT 'duplicate', file_id, 'rebound', old_original, new_original, author_name, validator_name
FROM diff_links
WHERE old_original IS NOT new_original;

INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator)
SELECT 'transfer', file_id, 'rebound_project', old_storage, new_storage, author_name, validator_name
FROM diff_links
WHERE old_storage IS NOT new_storage AND old_bucket IS NOT new_bucket;

INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator)
SELECT 'key', file_id, 'storage_key', old_object, new_object, author_name, validator_name
FROM diff_links
WHERE old_object IS NOT new_object;
