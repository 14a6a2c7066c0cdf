-- Files that carry all of several labels
-- The files of an export with every one of the labels in a comma-separated list of ids and names, all in one group or
-- anywhere in the file. Blanks around a comma don't matter; a name that holds a comma is found by its id. A label that
-- the export defines in two ways is found by either name.
-- :labels : labels   Ids or names, separated by commas
-- :where : choice(anywhere|group) = anywhere   "group": one group has them all; "anywhere": the file has them
-- :export : export = latest   Name of the export
WITH RECURSIVE
  cut(wanted, rest) AS (
    SELECT NULL, CAST(:labels AS TEXT) || ','
    UNION ALL
    SELECT trim(substr(rest, 1, instr(rest, ',') - 1)), substr(rest, instr(rest, ',') + 1)
    FROM cut
    WHERE rest <> ''
  ),
  wanted AS MATERIALIZED (SELECT DISTINCT wanted FROM cut WHERE wanted <> ''),
  matches AS MATERIALIZED (
    SELECT DISTINCT w.wanted, d.attribute_key
    FROM wanted w
    JOIN exports e ON e.name = :export
    JOIN attributes a ON a.export_id = e.export_id AND w.wanted IN (CAST(a.attribute_id AS TEXT), a.name)
    JOIN attributes d ON d.export_id = a.export_id AND d.attribute_id = a.attribute_id
  ),
  found AS (
    SELECT ga.file_key
    FROM matches m
    CROSS JOIN group_attributes ga ON ga.attribute_key = m.attribute_key
    WHERE :where IN ('group', 'anywhere')
    GROUP BY ga.file_key, CASE :where WHEN 'group' THEN ga.group_no END
    HAVING count(DISTINCT m.wanted) = (SELECT count(*) FROM wanted)
  )
SELECT f.file_id, f.file_name, f.file_type, f.status, f.author_name, f.upload_date, count(*) AS times
FROM found
JOIN files f ON f.file_key = found.file_key
GROUP BY found.file_key
ORDER BY found.file_key;
