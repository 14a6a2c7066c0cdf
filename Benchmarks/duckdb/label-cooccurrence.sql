-- As plain SQL says it, for exports that define each label once: queries/label-cooccurrence.sql is worded for SQLite's
-- indexes.
WITH
  uses AS (
    SELECT a.attribute_key, a.attribute_id, a.name, ga.file_key, ga.group_no
    FROM exports e
    JOIN attributes a ON a.export_id = e.export_id
    JOIN group_attributes ga ON ga.attribute_key = a.attribute_key
    WHERE e.name = :export
  ),
  sums AS (SELECT attribute_id, count(*) AS uses FROM uses GROUP BY attribute_id),
  pairs AS (
    SELECT
      x.attribute_id, x.name, y.attribute_id AS with_attribute_id, y.name AS with_name, count(*) AS groups
    FROM uses x
    JOIN uses y ON y.file_key = x.file_key AND y.group_no = x.group_no AND y.attribute_key > x.attribute_key
    GROUP BY x.attribute_id, x.name, y.attribute_id, y.name
  )
SELECT
  p.attribute_id, p.name, p.with_attribute_id, p.with_name, p.groups,
  round(100.0 * p.groups / s.uses, 1) AS percent_of_first
FROM pairs p
JOIN sums s ON s.attribute_id = p.attribute_id
WHERE p.groups >= CAST(:at_least AS INTEGER)
ORDER BY p.groups DESC, p.attribute_id, p.with_attribute_id;
