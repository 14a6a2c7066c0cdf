-- Files that carry all of several labels
-- The files of an export with every one of the labels in a comma-separated list of ids and names, and with none of
-- those in a second list, and where their bytes lie. What the lists say is true of the file as a whole, or of one of
-- its groups: "times" counts these groups. Blanks around a comma don't matter, where they are not
-- the name's own; a name that holds a comma is found by its id. A label that the export defines in two ways is found by either name.
-- :labels : labels   Ids or names, separated by commas
-- :without : labels = NULL   Ids or names of labels that must not be there
-- :status : choice(a|d|p|u|v) = NULL   Only files of this status
-- :in : choice(file|group) = file   "group": one group has them all, and none of "without"; "file": the file
-- :where : choice(anywhere|group) = anywhere   What "in" was called: where=group is in=group
-- :export : export = latest   Name of the export
WITH RECURSIVE
  cut(is_wanted, label, rest) AS (
    SELECT 1, CAST(NULL AS TEXT), CAST(:labels AS TEXT) || ','
    UNION ALL
    SELECT 0, NULL, CAST(:without AS TEXT) || ','
    UNION ALL
    SELECT is_wanted, substr(rest, 1, instr(rest, ',') - 1), substr(rest, instr(rest, ',') + 1)
    FROM cut
    WHERE rest <> ''
  ),
  given AS MATERIALIZED (SELECT DISTINCT is_wanted, label FROM cut WHERE trim(label) <> ''),
  matches AS MATERIALIZED (
    SELECT DISTINCT g.is_wanted, g.label, d.attribute_key
    FROM given g
    JOIN exports e ON e.name = :export
    JOIN attributes a ON a.export_id = e.export_id AND (
      trim(g.label) IN (CAST(a.attribute_id AS TEXT), a.name) OR g.label = a.name)
    JOIN attributes d ON d.export_id = a.export_id AND d.attribute_id = a.attribute_id
  ),
  -- The number of a group, or NULL for the file as a whole.
  found AS (
    SELECT ga.file_key, CASE WHEN 'group' IN (:in, :where) THEN ga.group_no END AS group_no
    FROM matches m
    CROSS JOIN group_attributes ga
    WHERE ga.attribute_key = m.attribute_key AND m.is_wanted = 1
    GROUP BY ga.file_key, CASE WHEN 'group' IN (:in, :where) THEN ga.group_no END
    HAVING count(DISTINCT m.label) = (SELECT count(*) FROM given WHERE is_wanted = 1)
  ),
  chosen AS (
    SELECT x.file_key, count(*) AS times
    FROM found x
    WHERE NOT EXISTS (
      SELECT 1
      FROM group_attributes ga
      JOIN matches m ON m.attribute_key = ga.attribute_key
      WHERE m.is_wanted = 0 AND ga.file_key = x.file_key AND (x.group_no IS NULL OR ga.group_no = x.group_no))
    GROUP BY x.file_key
  )
SELECT
  f.file_id, f.file_name, f.file_type, f.status, f.author_name, f.upload_date, c.times, o.bucket, o.object_id,
  o.storage_key
FROM chosen c
JOIN files f ON f.file_key = c.file_key
JOIN objects o ON o.file_key = c.file_key
WHERE :status IS NULL OR f.status = :status
ORDER BY c.file_key;
