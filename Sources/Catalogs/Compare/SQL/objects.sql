-- The storage keys that only one side refers to: those of NEW are to fetch, those of OLD to drop. Only files that the
-- other side lacks, or whose key changed, can bring one. What the other side refers to is looked up once for each
-- stored object, however many keys and links share it.
CREATE TEMP TABLE diff_objects AS
SELECT {side}_object AS storage_key, {side}_object_id AS object_id
FROM diff_links
WHERE old_object IS NOT new_object
UNION ALL
SELECT o.storage_key, o.object_id
FROM diff_pairs p
CROSS JOIN diff_{side}_objects o
WHERE o.file_key = p.{side}_key AND p.{other}_key IS NULL;

INSERT INTO changed_objects
SELECT storage_key, '{fate}'
FROM (
  WITH ids AS MATERIALIZED (SELECT DISTINCT object_id FROM diff_objects)
  SELECT storage_key FROM diff_objects
  EXCEPT
  SELECT (SELECT o.storage_key FROM diff_{other}_export_objects o WHERE o.file_id = ids.object_id)
  FROM ids
  EXCEPT
  SELECT (SELECT o.storage_key FROM diff_{other}_export_objects o WHERE o.file_key = d.file_key)
  FROM ids
  CROSS JOIN diff_{other}_duplicates d ON d.original_id = ids.object_id);

DROP TABLE diff_objects;
