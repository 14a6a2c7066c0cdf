-- Labels put on and taken off between two exports
-- For each file in both exports and each label, in how many groups it stood and stands, where the numbers differ.
-- Labels are compared by id, so that one which was only renamed is no change; the name is that of the label's most used
-- definition in the newer export, else in the older, and the later one of two used alike. A label that moved from one group of a
-- file to another is not seen here; "pressmark diff" compares the groups.
-- :old : export = previous   Name of the older export
-- :new : export = latest   Name of the newer export
WITH
  pair AS MATERIALIZED (
    SELECT
      (SELECT export_id FROM exports WHERE name = :old) AS old_id,
      (SELECT export_id FROM exports WHERE name = :new) AS new_id
  ),
  -- The keys of an export lie together: its files are read in their order.
  span AS MATERIALIZED (
    SELECT min(file_key) AS first_key, max(file_key) AS last_key
    FROM files
    WHERE export_id = (SELECT new_id FROM pair)
  ),
  changed AS MATERIALIZED (
    SELECT o.file_key AS old_key, n.file_key AS new_key, n.file_id, n.file_name
    FROM span
    CROSS JOIN files n
    CROSS JOIN files o
    WHERE n.file_key BETWEEN first_key AND last_key AND +n.export_id = (SELECT new_id FROM pair)
      AND o.export_id = (SELECT old_id FROM pair) AND o.file_id = n.file_id AND o.digest <> n.digest
  ),
  -- Each label once per group, also where it has several definitions.
  uses AS (
    SELECT DISTINCT c.new_key, a.attribute_id, 1 AS old_groups, 0 AS new_groups, ga.group_no
    FROM changed c
    CROSS JOIN group_attributes ga
    CROSS JOIN attributes a
    WHERE ga.file_key = c.old_key AND a.attribute_key = ga.attribute_key
    UNION ALL
    SELECT DISTINCT c.new_key, a.attribute_id, 0, 1, ga.group_no
    FROM changed c
    CROSS JOIN group_attributes ga
    CROSS JOIN attributes a
    WHERE ga.file_key = c.new_key AND a.attribute_key = ga.attribute_key
  ),
  sums AS (
    SELECT new_key, attribute_id, sum(old_groups) AS old_groups, sum(new_groups) AS new_groups
    FROM uses
    GROUP BY new_key, attribute_id
    HAVING sum(old_groups) <> sum(new_groups)
  ),
  definitions AS (
    SELECT
      a.attribute_key, a.attribute_id, a.name,
      CASE WHEN e.name = :new THEN 1 ELSE 0 END AS is_new,
      (SELECT sum(c.uses) FROM label_counts c WHERE c.attribute_key = a.attribute_key) AS uses
    FROM exports e
    JOIN attributes a ON a.export_id = e.export_id
    WHERE e.name IN (:old, :new)
  ),
  named AS (
    SELECT
      attribute_id, name,
      row_number() OVER (
        PARTITION BY attribute_id ORDER BY is_new DESC, uses DESC NULLS LAST, attribute_key DESC) AS no
    FROM definitions
  )
SELECT
  CASE WHEN s.new_groups > s.old_groups THEN 'put on' ELSE 'taken off' END AS change,
  c.file_id, c.file_name, s.attribute_id, n.name, s.old_groups, s.new_groups
FROM sums s
JOIN named n ON n.attribute_id = s.attribute_id AND n.no = 1
JOIN changed c ON c.new_key = s.new_key
ORDER BY c.file_id, s.attribute_id;
