-- Uses of each label
-- How many groups carry each label, and how many files do (a file with a label in two groups counts once there),
-- whatever their status; the most used first. Labels that no file uses are not in an export.
-- :export = latest   Name of the export
WITH
  counts AS (
    SELECT attribute_key, sum(uses) AS uses, count(*) AS files
    FROM (
      SELECT a.attribute_key, ga.file_key, count(*) AS uses
      FROM exports e
      CROSS JOIN attributes a ON a.export_id = e.export_id
      CROSS JOIN group_attributes ga ON ga.attribute_key = a.attribute_key
      WHERE e.name = :export
      GROUP BY a.attribute_key, ga.file_key
    )
    GROUP BY attribute_key
  )
SELECT a.attribute_id, a.name, a.level_order, a.payload, c.uses, c.files
FROM counts c
JOIN attributes a ON a.attribute_key = c.attribute_key
ORDER BY c.uses DESC, a.attribute_id, a.attribute_key;
