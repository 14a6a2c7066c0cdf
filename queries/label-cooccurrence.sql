-- Labels that stand together
-- How many groups carry both of two labels, for each pair; the most frequent first. "percent_of_first" says in how many
-- of the first label's groups the second stands too.
-- :export = latest   Name of the export
-- :at_least = 1   Only pairs that stand together at least so often
WITH
  used AS MATERIALIZED (
    SELECT a.attribute_key, sum(c.uses) AS uses
    FROM exports e
    CROSS JOIN attributes a ON a.export_id = e.export_id
    CROSS JOIN label_counts c ON c.attribute_key = a.attribute_key
    WHERE e.name = :export
    GROUP BY a.attribute_key
  ),
  pairs AS (
    SELECT x.attribute_key AS first_key, y.attribute_key AS second_key, count(*) AS groups
    FROM used u
    CROSS JOIN group_attributes x ON x.attribute_key = u.attribute_key
    CROSS JOIN group_attributes y ON y.file_key = x.file_key AND y.group_no = x.group_no
    WHERE y.attribute_key > x.attribute_key
    GROUP BY first_key, second_key
    HAVING count(*) >= CAST(:at_least AS INTEGER)
  )
SELECT
  a.attribute_id, a.name, b.attribute_id AS with_attribute_id, b.name AS with_name, p.groups,
  round(100.0 * p.groups / u.uses, 1) AS percent_of_first
FROM pairs p
JOIN attributes a ON a.attribute_key = p.first_key
JOIN attributes b ON b.attribute_key = p.second_key
JOIN used u ON u.attribute_key = p.first_key
ORDER BY p.groups DESC, a.attribute_id, b.attribute_id;
