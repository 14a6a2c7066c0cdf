-- Files of OLD that are not in NEW or differ there. Each field that is compared by value has a column that says whether
-- it differs: the columns and their values are filled in from the declared fields. Links, groups and unknown fields are
-- looked at where `closer` says that the digests differ; fields that the digest leaves out are compared for all files.
--
-- Where the exports are of two projects, every file's key may have changed, so all pairs are kept.
CREATE TEMP TABLE diff_pairs (
  pair    INTEGER PRIMARY KEY,
  file_id TEXT NOT NULL,
  old_key INTEGER,
  new_key INTEGER,
  closer  INTEGER NOT NULL DEFAULT 0,
  {columns}
);

INSERT INTO diff_pairs
SELECT
  NULL, o.file_id, o.file_key, n.file_key, n.file_key IS NOT NULL AND o.digest <> n.digest,
  {differences}
FROM diff_old_export_files o
LEFT JOIN diff_new_export_files n ON n.file_id = o.file_id
WHERE n.file_key IS NULL OR o.digest <> n.digest OR {undigested} OR :projects_differ
-- By what is read, not by an index: the few that differ are sorted, and the others are read in the table's own order.
ORDER BY +o.file_id;
