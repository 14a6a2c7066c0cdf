-- Pressmark: the catalog of dataset exports.
--
-- A catalog is one SQLite file. An *export* is what the ISS Data Collection Tool wrote about one
-- project at one moment: an array of *records*, one per uploaded file. A file carries *attribute
-- groups* (one per labelled object in the picture), a group carries *labels* (attributes).
--
--   exports ─┬─< files ─┬─< attribute_groups ──< group_attributes >── attributes >── exports
--            │          ├── duplicates      (at most one row per file)
--            │          └── transfers       (at most one row per file)
--            ├─< media                      (what a media archive holds)
--            └─< rejects                    (records that an import skipped)
--
-- Every statement here is plain SQL for SQLite 3.35 and later: no STRICT tables, no generated
-- columns, no functions of our own. Any SQLite tool can open, query and VACUUM a catalog.
-- All times are UTC. Text is UTF-8.

PRAGMA application_id = 1347571019;  -- "PRMK"
PRAGMA user_version = 5;             -- the version of this schema
PRAGMA default_cache_size = 4096;    -- pages that any SQLite tool keeps in memory, unless it says otherwise: a size
                                     -- that the file suggests. Builds without this pragma pass it over

-- One row per import.
CREATE TABLE exports (
  export_id      INTEGER PRIMARY KEY,
  name           TEXT NOT NULL UNIQUE,      -- how people refer to it; by default the newest date in it
  project_id     INTEGER,                   -- the platform's project number; an export does not say it
  source         TEXT NOT NULL,             -- the files that were read, or "-" for standard input
  source_digest  TEXT NOT NULL,             -- XXH3-128 of the decompressed bytes, 32 hex digits
  byte_count     INTEGER NOT NULL,          -- decompressed bytes read
  record_count   INTEGER NOT NULL,          -- records read: stored + repeated + rejected
  repeated_count INTEGER NOT NULL DEFAULT 0,  -- identical records met again and stored once
  rejected_count INTEGER NOT NULL DEFAULT 0,  -- records skipped, see the table rejects
  imported_at    TEXT NOT NULL,             -- YYYY-MM-DD HH:MM:SS
  tool_version   TEXT NOT NULL,             -- the Pressmark that imported it
  note           TEXT,
  newest_date    TEXT                       -- the newest upload or update date of its files, YYYY-MM-DD HH:MM;
                                            -- NULL where it has no files. The export of which this is the
                                            -- greatest is "latest"; of equal ones, that imported last
);

-- One row per file of an export, in export order.
CREATE TABLE files (
  file_key           INTEGER PRIMARY KEY,   -- rises in export order
  export_id          INTEGER NOT NULL REFERENCES exports (export_id) ON DELETE CASCADE,
  file_id            TEXT NOT NULL,         -- the platform's id: opaque, 24 hex digits
  file_name          TEXT NOT NULL,         -- name.extension as uploaded; can hold anything
  file_type          TEXT NOT NULL,         -- image, video; in old rows also "file" or ""
  status             TEXT NOT NULL,         -- p processing, v waits for validation, a accepted,
                                            -- d declined, u duplicated
  author_name        TEXT NOT NULL,         -- who uploaded it
  validator_name     TEXT,                  -- who decided; a waiting file can have one
  upload_date        TEXT NOT NULL,         -- YYYY-MM-DD HH:MM
  update_date        TEXT,                  -- YYYY-MM-DD HH:MM; moves on every save
  related_duplicates INTEGER NOT NULL,      -- the platform's count: unreliable, see duplicates
  digest             INTEGER NOT NULL,      -- hash of what the record itself says, see docs/schema.md:
                                            -- equal digests in two exports mean nothing changed but
                                            -- related_duplicates, update_date or validator_name
  extra              TEXT                   -- JSON object of fields this version does not know, and of links
                                            -- that count as absent, as they stood: "rebound": "",
                                            -- "rebound_project": 0 or the export's own project
);
CREATE UNIQUE INDEX files_by_id ON files (export_id, file_id);
-- What no other index holds is read from the table in its own order,
CREATE INDEX files_by_export ON files (export_id);
-- and other questions over an export's files are answered from an index alone, in its order: by status and type,
CREATE INDEX files_by_status ON files (export_id, status, file_type);
-- by who uploaded them, with what became of them and when,
CREATE INDEX files_by_author ON files (export_id, author_name, status, file_type, upload_date);
-- by who decided,
CREATE INDEX files_by_validator ON files (export_id, validator_name, status);
-- and by day, month or year: a range of dates.
CREATE INDEX files_by_upload_date ON files (export_id, upload_date);

-- One row per labelled object in a file. Their order means nothing; it is kept for extracts.
CREATE TABLE attribute_groups (
  file_key INTEGER NOT NULL REFERENCES files (file_key) ON DELETE CASCADE,
  group_no INTEGER NOT NULL,                -- 0, 1, … in the order read
  uid      TEXT NOT NULL,                   -- the platform's UUID of the group
  extra    TEXT,                            -- JSON object of fields this version does not know
  PRIMARY KEY (file_key, group_no)
) WITHOUT ROWID;

-- The labels as an export defines them: one row per distinct definition.
CREATE TABLE attributes (
  attribute_key INTEGER PRIMARY KEY,
  export_id     INTEGER NOT NULL REFERENCES exports (export_id) ON DELETE CASCADE,
  attribute_id  INTEGER NOT NULL,           -- the platform's label id, stable between exports
  level_order   INTEGER NOT NULL,           -- position of the label's tree in the project; not a depth
  name          TEXT NOT NULL,
  payload       TEXT,                       -- as json_each() shows a value: text without quotes,
                                            -- minified JSON, a number's digits as they stood,
                                            -- 1 and 0 for true and false, NULL for null
  payload_type  TEXT NOT NULL               -- null true false integer real text array object
);
CREATE INDEX attributes_by_id ON attributes (export_id, attribute_id);

-- Which labels a group carries.
CREATE TABLE group_attributes (
  file_key      INTEGER NOT NULL,
  group_no      INTEGER NOT NULL,
  position      INTEGER NOT NULL,           -- 0, 1, … in the order read
  attribute_key INTEGER NOT NULL REFERENCES attributes (attribute_key),
  PRIMARY KEY (file_key, group_no, position),
  FOREIGN KEY (file_key, group_no) REFERENCES attribute_groups (file_key, group_no) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX group_attributes_by_attribute ON group_attributes (attribute_key);

-- How often each label is used, by status and type of the files: counted at import, for statistics that would
-- otherwise look at every use. Always the same as counting group_attributes joined with files.
CREATE TABLE label_counts (
  attribute_key INTEGER NOT NULL REFERENCES attributes (attribute_key) ON DELETE CASCADE,
  status        TEXT NOT NULL,              -- of the files, as in files
  file_type     TEXT NOT NULL,
  uses          INTEGER NOT NULL,           -- groups that carry the label
  files         INTEGER NOT NULL,           -- files that carry it
  PRIMARY KEY (attribute_key, status, file_type)
) WITHOUT ROWID;

-- Files that are duplicates of a better one (the record's "rebound"). An empty id counts as none, as in the platform.
CREATE TABLE duplicates (
  file_key    INTEGER PRIMARY KEY REFERENCES files (file_key) ON DELETE CASCADE,
  original_id TEXT NOT NULL                 -- file_id of the better file; can lie outside the export
);
CREATE INDEX duplicates_by_original ON duplicates (original_id);

-- Files that moved to this project while their bytes stayed (the record's "rebound_project"). 0 and the export's own
-- project count as none, as in the platform; "pressmark set-project" moves rows from and to files.extra.
CREATE TABLE transfers (
  file_key           INTEGER PRIMARY KEY REFERENCES files (file_key) ON DELETE CASCADE,
  storage_project_id INTEGER NOT NULL       -- the project whose bucket holds the bytes
);

-- The media entries of the archive that an export came in; empty for a bare annotation.json.
CREATE TABLE media (
  media_key  INTEGER PRIMARY KEY,           -- rises in archive order
  export_id  INTEGER NOT NULL REFERENCES exports (export_id) ON DELETE CASCADE,
  name       TEXT NOT NULL,                 -- the entry's name as it stands: data, never a path
  object_id  TEXT NOT NULL,                 -- the name up to its first dot: the id of the stored object
  extension  TEXT NOT NULL,                 -- the name after its first dot
  byte_count INTEGER,                       -- unpacked size, where the archive says it
  crc32      INTEGER                        -- checksum, where the archive says it
);
CREATE INDEX media_by_object ON media (export_id, object_id);

-- Records that an import with --on-error skip left out.
CREATE TABLE rejects (
  export_id INTEGER NOT NULL REFERENCES exports (export_id) ON DELETE CASCADE,
  record_no INTEGER NOT NULL,               -- 1, 2, … over all the files of the import
  source    TEXT NOT NULL,                  -- the file it stood in
  line      INTEGER NOT NULL,               -- of the fault, from 1
  column    INTEGER NOT NULL,               -- of the fault, from 1, in bytes
  path      TEXT NOT NULL,                  -- JSON path of the fault, such as $[3].status
  reason    TEXT NOT NULL,                  -- what was expected and what was found
  raw       BLOB NOT NULL,                  -- the record's bytes as they stood
  PRIMARY KEY (export_id, record_no)
) WITHOUT ROWID;

-- VIEWS

-- Every file with the key of its bytes in the object storage: storage_key is bucket/object_id. In a media archive the
-- object_id is the stem of its name. resolve_key(e.project_id, f.file_id, t.storage_project_id, d.original_id) gives the
-- same key where the function is loaded. Key and bucket are NULL where the project is not known: see pressmark set-project.
CREATE VIEW objects AS
SELECT
  e.name AS export,
  f.file_id,
  'project_' || coalesce(nullif(t.storage_project_id, 0), nullif(e.project_id, 0))
    || '/' || coalesce(nullif(d.original_id, ''), f.file_id) AS storage_key,
  'project_' || coalesce(nullif(t.storage_project_id, 0), nullif(e.project_id, 0)) AS bucket,
  coalesce(nullif(d.original_id, ''), f.file_id) AS object_id,
  f.status,
  f.file_type,
  f.file_name,
  f.export_id,
  f.file_key
FROM files f
JOIN exports e ON e.export_id = f.export_id
LEFT JOIN duplicates d ON d.file_key = f.file_key
LEFT JOIN transfers t ON t.file_key = f.file_key;

-- Flat: one row per label that a group of a file carries.
CREATE VIEW annotations AS
SELECT
  e.name AS export,
  f.file_id,
  f.file_name,
  f.file_type,
  f.status,
  f.author_name,
  f.validator_name,
  f.upload_date,
  f.update_date,
  g.group_no,
  g.uid,
  ga.position,
  a.attribute_id,
  a.level_order,
  a.name,
  a.payload,
  a.payload_type,
  f.export_id,
  f.file_key,
  a.attribute_key
FROM exports e
JOIN files f ON f.export_id = e.export_id
JOIN attribute_groups g ON g.file_key = f.file_key
JOIN group_attributes ga ON ga.file_key = g.file_key AND ga.group_no = g.group_no
JOIN attributes a ON a.attribute_key = ga.attribute_key;

-- Label paths: the labels of one group that stand in the same tree, as "car > sedan > A4". A best reading, no more:
-- an export holds neither parents nor level names. Labels of a group with the same level_order are joined in the
-- order read, which normally is root to leaf and then siblings of a multiple choice; two trees can share a
-- level_order after a third one was removed. The row to stand for a path is that of its first label.
CREATE VIEW label_paths AS
SELECT
  e.name AS export,
  f.file_id,
  ga.group_no,
  a.level_order,
  (SELECT group_concat(name, ' > ')
   FROM (SELECT b.name
         FROM group_attributes gb
         CROSS JOIN attributes b
         WHERE b.attribute_key = gb.attribute_key AND b.level_order = a.level_order
           AND gb.file_key = ga.file_key AND gb.group_no = ga.group_no
         ORDER BY gb.position)) AS path,
  f.export_id,
  f.file_key
FROM exports e
JOIN files f ON f.export_id = e.export_id
JOIN group_attributes ga ON ga.file_key = f.file_key
JOIN attributes a ON a.attribute_key = ga.attribute_key
WHERE NOT EXISTS (
  SELECT 1
  FROM group_attributes gc
  CROSS JOIN attributes c
  WHERE c.attribute_key = gc.attribute_key AND c.level_order = a.level_order
    AND gc.file_key = ga.file_key AND gc.group_no = ga.group_no AND gc.position < ga.position);

-- Clusters of duplicates: within an export, all files that rebound links connect, chains included, whichever way the
-- links point. A cluster is named by its original, the one member that is no duplicate itself; it can lie outside
-- the export (in_export = 0, file_key NULL). A file has at most one link, so that walking from the originals down
-- reaches every member once. Links in a ring have no original: such a cluster is named by its smallest id, and its
-- depth is NULL.
CREATE VIEW duplicate_clusters AS
WITH RECURSIVE
  links AS MATERIALIZED (
    SELECT f.export_id, f.file_id, d.original_id, d.file_key
    FROM duplicates d
    JOIN files f ON f.file_key = d.file_key
    WHERE d.original_id <> ''
  ),
  roots AS (
    SELECT DISTINCT l.export_id, l.original_id AS file_id
    FROM links l
    LEFT JOIN files o ON o.export_id = l.export_id AND o.file_id = l.original_id
    LEFT JOIN duplicates od ON od.file_key = o.file_key AND od.original_id <> ''
    WHERE od.file_key IS NULL
  ),
  walk(export_id, cluster_id, file_id, original_id, depth) AS (
    SELECT export_id, file_id, file_id, NULL, 0 FROM roots
    UNION ALL
    SELECT w.export_id, w.cluster_id, l.file_id, w.file_id, w.depth + 1
    FROM walk w
    JOIN links l ON l.original_id = w.file_id AND l.export_id = w.export_id
  ),
  reached AS MATERIALIZED (SELECT export_id, cluster_id, file_id, original_id, depth FROM walk),
  -- What no walk reached hangs on a ring.
  ringed AS MATERIALIZED (
    SELECT l.export_id, l.file_key, l.file_id, l.original_id, o.file_key AS original_key
    FROM links l
    JOIN files o ON o.export_id = l.export_id AND o.file_id = l.original_id
    LEFT JOIN reached r ON r.export_id = l.export_id AND r.file_id = l.file_id
    WHERE r.file_id IS NULL
  ),
  -- Follows the links from one start after the other, each until it comes to a file that was visited before: UNION
  -- drops what is there already, and the order takes the next start only when no step is left.
  visits(is_start, file_key) AS (
    SELECT 1, file_key FROM ringed
    UNION
    SELECT 0, CASE WHEN v.is_start THEN r.file_key ELSE r.original_key END
    FROM visits v
    JOIN ringed r ON r.file_key = v.file_key
    ORDER BY 1
  ),
  steps AS MATERIALIZED (SELECT file_key, row_number() OVER () AS no FROM visits WHERE NOT is_start),
  path AS (
    SELECT
      r.original_key, s.no, n.no AS next_no,
      max(CASE WHEN n.no <= s.no THEN s.no ELSE 0 END) OVER (
        ORDER BY s.no ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_end
    FROM steps s
    JOIN ringed r ON r.file_key = s.file_key
    JOIN steps n ON n.file_key = r.original_key
  ),
  -- A path that ends in itself has found a ring, and has found it first. From there all links are walked backwards.
  ring_walk(ring_key, file_key) AS (
    SELECT original_key, original_key FROM path WHERE next_no <= no AND next_no > coalesce(last_end, 0)
    UNION ALL
    SELECT w.ring_key, r.file_key
    FROM ring_walk w
    JOIN ringed r ON r.original_key = w.file_key
    WHERE r.file_key <> w.ring_key
  ),
  members AS (
    SELECT export_id, cluster_id, file_id, original_id, depth FROM reached
    UNION ALL
    SELECT r.export_id, min(r.file_id) OVER (PARTITION BY w.ring_key), r.file_id, r.original_id, NULL
    FROM ring_walk w
    JOIN ringed r ON r.file_key = w.file_key
  )
SELECT
  e.name AS export,
  m.cluster_id,
  m.file_id,
  CASE WHEN m.original_id IS NULL THEN 'original' ELSE 'duplicate' END AS role,
  m.original_id,
  m.depth,
  f.file_key IS NOT NULL AS in_export,
  count(*) OVER (PARTITION BY m.export_id, m.cluster_id) AS cluster_size,
  f.status,
  f.file_name,
  m.export_id,
  f.file_key
FROM members m
JOIN exports e ON e.export_id = m.export_id
LEFT JOIN files f ON f.export_id = m.export_id AND f.file_id = m.file_id;

-- VIEWS OF THE LATEST EXPORT

-- The files of the latest export alone: a question over files, annotations and the others counts every file once for each
-- export that has it, unless it names one. "Latest" is the export with the greatest newest_date; of equal ones, that
-- imported last. Where newest_date is NULL, though the export has files, somebody else wrote them, and it is computed.
CREATE VIEW latest_files AS
SELECT * FROM files
WHERE export_id = (
  SELECT e.export_id
  FROM exports e
  ORDER BY
    coalesce(
      e.newest_date,
      (SELECT max(max(f.upload_date, coalesce(f.update_date, ''))) FROM files f WHERE f.export_id = e.export_id)) DESC,
    e.export_id DESC
  LIMIT 1);

-- As objects, of the latest export alone.
CREATE VIEW latest_objects AS
SELECT * FROM objects
WHERE export_id = (
  SELECT e.export_id
  FROM exports e
  ORDER BY
    coalesce(
      e.newest_date,
      (SELECT max(max(f.upload_date, coalesce(f.update_date, ''))) FROM files f WHERE f.export_id = e.export_id)) DESC,
    e.export_id DESC
  LIMIT 1);

-- As annotations, of the latest export alone.
CREATE VIEW latest_annotations AS
SELECT * FROM annotations
WHERE export_id = (
  SELECT e.export_id
  FROM exports e
  ORDER BY
    coalesce(
      e.newest_date,
      (SELECT max(max(f.upload_date, coalesce(f.update_date, ''))) FROM files f WHERE f.export_id = e.export_id)) DESC,
    e.export_id DESC
  LIMIT 1);

-- As attributes, the labels, of the latest export alone.
CREATE VIEW latest_attributes AS
SELECT * FROM attributes
WHERE export_id = (
  SELECT e.export_id
  FROM exports e
  ORDER BY
    coalesce(
      e.newest_date,
      (SELECT max(max(f.upload_date, coalesce(f.update_date, ''))) FROM files f WHERE f.export_id = e.export_id)) DESC,
    e.export_id DESC
  LIMIT 1);

-- As label_paths, of the latest export alone.
CREATE VIEW latest_label_paths AS
SELECT * FROM label_paths
WHERE export_id = (
  SELECT e.export_id
  FROM exports e
  ORDER BY
    coalesce(
      e.newest_date,
      (SELECT max(max(f.upload_date, coalesce(f.update_date, ''))) FROM files f WHERE f.export_id = e.export_id)) DESC,
    e.export_id DESC
  LIMIT 1);

-- As duplicate_clusters, of the latest export alone.
CREATE VIEW latest_duplicate_clusters AS
SELECT * FROM duplicate_clusters
WHERE export_id = (
  SELECT e.export_id
  FROM exports e
  ORDER BY
    coalesce(
      e.newest_date,
      (SELECT max(max(f.upload_date, coalesce(f.update_date, ''))) FROM files f WHERE f.export_id = e.export_id)) DESC,
    e.export_id DESC
  LIMIT 1);
