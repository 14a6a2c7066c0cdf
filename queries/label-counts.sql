-- Uses of each label
-- How many groups carry each label, and how many files do (a file with a label in two groups counts once there),
-- whatever their status; the most used first. Labels that no file uses are not in an export.
-- :export = latest   Name of the export
SELECT a.attribute_id, a.name, a.level_order, a.payload, sum(c.uses) AS uses, sum(c.files) AS files
FROM exports e
CROSS JOIN attributes a ON a.export_id = e.export_id
CROSS JOIN label_counts c ON c.attribute_key = a.attribute_key
WHERE e.name = :export
GROUP BY a.attribute_key
ORDER BY uses DESC, a.attribute_id, a.attribute_key;
