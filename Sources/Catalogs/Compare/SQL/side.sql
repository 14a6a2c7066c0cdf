-- One side of a comparison as its statements name it. Run for both: filled in are the side, old or new, the schema of
-- its catalog, the export's key and its project, between which keys its files are, and columns that an older catalog
-- lacks.
-- What the export has.
CREATE TEMP VIEW diff_{side}_export_files AS SELECT *{absent} FROM {catalog}.files WHERE export_id = {export};
CREATE TEMP VIEW diff_{side}_export_attributes AS SELECT * FROM {catalog}.attributes WHERE export_id = {export};

-- The tables, with the rows of all exports: for what is looked up by the key of a file or a label of this one. With a
-- condition on the export, SQLite would first make a Bloom filter of all its files.
CREATE TEMP VIEW diff_{side}_files AS SELECT *{absent} FROM {catalog}.files;
CREATE TEMP VIEW diff_{side}_attribute_groups AS SELECT * FROM {catalog}.attribute_groups;
CREATE TEMP VIEW diff_{side}_group_attributes AS SELECT * FROM {catalog}.group_attributes;
CREATE TEMP VIEW diff_{side}_attributes AS SELECT * FROM {catalog}.attributes;
-- Not those of other exports that link to the same file: they have keys beyond the first or the last of this export.
CREATE TEMP VIEW diff_{side}_duplicates AS SELECT * FROM {catalog}.duplicates WHERE file_key {keys};

-- All files with their link to a better file, their bucket and their key in the object storage, by the platform's
-- rules: 0 and "" count as absent, and the export's own project is no other bucket. A project that is not known is
-- taken to be the other export's, or is a question mark on both sides.
--
-- Join this view without ON: SQLite does not flatten a view that ends in a LEFT JOIN on the right of an ON.
CREATE TEMP VIEW diff_{side}_objects AS
SELECT
  f.export_id,
  f.file_key,
  f.file_id,
  f.author_name,
  f.validator_name,
  nullif(d.original_id, '') AS original_id,
  nullif(nullif(t.storage_project_id, 0), {project}) AS storage_project_id,
  coalesce(nullif(t.storage_project_id, 0), {project}) AS bucket,
  coalesce(nullif(d.original_id, ''), f.file_id) AS object_id,
  'project_' || coalesce(nullif(t.storage_project_id, 0), {project})
    || '/' || coalesce(nullif(d.original_id, ''), f.file_id) AS storage_key
FROM {catalog}.files f
LEFT JOIN {catalog}.duplicates d ON d.file_key = f.file_key
LEFT JOIN {catalog}.transfers t ON t.file_key = f.file_key;

CREATE TEMP VIEW diff_{side}_export_objects AS SELECT * FROM diff_{side}_objects WHERE export_id = {export};
