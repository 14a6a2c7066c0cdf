-- Uses of each label
-- How many groups carry each label, and how many files do (a file with a label in two groups counts once there),
-- whatever their status; the most used first. Labels that no file uses are not in an export. A label that the export
-- defines in two ways is one row, with what its most used definition says, or the later one of two used alike.
-- :export : export = latest   Name of the export
-- chart: bar name uses
WITH
  definitions AS (
    SELECT
      a.attribute_key, a.attribute_id, a.name, a.level_order, a.payload,
      (SELECT sum(c.uses) FROM label_counts c WHERE c.attribute_key = a.attribute_key) AS uses
    FROM exports e
    JOIN attributes a ON a.export_id = e.export_id
    WHERE e.name = :export
  ),
  named AS MATERIALIZED (
    SELECT
      *,
      count(*) OVER (PARTITION BY attribute_id) AS definitions,
      row_number() OVER (PARTITION BY attribute_id ORDER BY uses DESC, attribute_key DESC) AS no
    FROM definitions
    WHERE uses > 0
  ),
  -- Where a label has two definitions, a group or a file that has both counts once.
  merged AS (
    SELECT attribute_id, count(*) AS uses, count(DISTINCT file_key) AS files
    FROM (
      SELECT DISTINCT n.attribute_id, ga.file_key, ga.group_no
      FROM named n
      CROSS JOIN group_attributes ga
      WHERE ga.attribute_key = n.attribute_key AND n.definitions > 1)
    GROUP BY attribute_id
  )
SELECT
  n.attribute_id, n.name, n.level_order, n.payload, coalesce(m.uses, n.uses) AS uses,
  coalesce(m.files, (SELECT sum(c.files) FROM label_counts c WHERE c.attribute_key = n.attribute_key)) AS files
FROM named n
LEFT JOIN merged m ON m.attribute_id = n.attribute_id
WHERE n.no = 1
ORDER BY uses DESC, n.attribute_id;
