-- Every file that hangs together with a link that changed, in either export: UNION keeps each id once, so the walk is
-- linear whatever the shape of the chains.
--
-- Files are looked up in subqueries of their own: in a join SQLite would first make a Bloom filter of all files, since
-- it can't know that these are few.
CREATE TEMP TABLE diff_touched (id TEXT PRIMARY KEY) WITHOUT ROWID;

INSERT INTO diff_touched
WITH RECURSIVE touched (id) AS (
  SELECT file_id FROM diff_links WHERE old_original IS NOT new_original
  UNION
  -- A file that came with a link, where files of OLD already linked to it.
  SELECT p.file_id
  FROM diff_pairs p
  CROSS JOIN diff_new_duplicates d ON d.file_key = p.new_key
  WHERE p.old_key IS NULL AND EXISTS (
    SELECT 1 FROM diff_old_duplicates od CROSS JOIN diff_old_export_files f ON f.file_key = od.file_key
    WHERE od.original_id = p.file_id)
  UNION
  SELECT (
    SELECT d.original_id FROM diff_old_export_files f CROSS JOIN diff_old_duplicates d ON d.file_key = f.file_key
    WHERE f.file_id = t.id)
  FROM touched t
  UNION
  SELECT (SELECT f.file_id FROM diff_old_export_files f WHERE f.file_key = d.file_key)
  FROM touched t
  CROSS JOIN diff_old_duplicates d ON d.original_id = t.id
  UNION
  SELECT (
    SELECT d.original_id FROM diff_new_export_files f CROSS JOIN diff_new_duplicates d ON d.file_key = f.file_key
    WHERE f.file_id = t.id)
  FROM touched t
  UNION
  SELECT (SELECT f.file_id FROM diff_new_export_files f WHERE f.file_key = d.file_key)
  FROM touched t
  CROSS JOIN diff_new_duplicates d ON d.original_id = t.id
)
SELECT id FROM touched WHERE id <> '';
