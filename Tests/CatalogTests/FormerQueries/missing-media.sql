-- Files whose media the archive lacks
-- Files of an export from an archive whose object (the better file's, for a duplicate) is not among the archive's media.
-- The platform skips objects that are missing in storage without a word. Nothing is listed for an export that did
-- not come in an archive with media. Entries are known by their ids alone, for an archive does not name buckets: where
-- the same id lies in two buckets, an entry from the other one hides that this file's is missing.
-- :export : export = latest   Name of the export
SELECT o.file_id, o.file_name, o.file_type, o.status, o.object_id, o.storage_key
FROM objects o
WHERE o.export = :export
  AND EXISTS (SELECT 1 FROM media m WHERE m.export_id = o.export_id)
  AND NOT EXISTS (SELECT 1 FROM media m WHERE m.export_id = o.export_id AND m.object_id = o.object_id)
ORDER BY o.file_key;
