-- Files that carry a label
-- The files of an export with a label, given by its id or its name, and in how many of their groups it stands. A name
-- that several labels share finds the files of each.
-- :label   Id or name of the label
-- :export = latest   Name of the export
SELECT
  f.file_id, f.file_name, f.file_type, f.status, f.author_name, f.upload_date, count(*) AS groups
FROM exports e
CROSS JOIN attributes a ON a.export_id = e.export_id
CROSS JOIN group_attributes ga ON ga.attribute_key = a.attribute_key
CROSS JOIN files f ON f.file_key = ga.file_key
WHERE e.name = :export
  AND CAST(:label AS TEXT) IN (CAST(a.attribute_id AS TEXT), a.name)
GROUP BY ga.file_key
ORDER BY ga.file_key;
