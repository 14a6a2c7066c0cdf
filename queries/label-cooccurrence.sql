-- Labels that stand together
-- How many groups carry both of two labels, for each pair; the most frequent first. "percent_of_first" says in how many
-- of the first label's groups the second stands too. A label that the export defines in two ways is one label, named as
-- its most used definition says, or the later one of two used alike.
-- :export : export = latest   Name of the export
-- :at_least : count = 1   Only pairs that stand together at least so often
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
      min(attribute_key) OVER (PARTITION BY attribute_id) AS first_key,
      row_number() OVER (PARTITION BY attribute_id ORDER BY uses DESC, attribute_key DESC) AS no
    FROM definitions
    WHERE uses > 0
  ),
  labels AS MATERIALIZED (
    SELECT
      n.attribute_id, n.name, n.first_key,
      CASE WHEN n.definitions = 1 THEN n.uses ELSE (
        SELECT count(*)
        FROM (
          SELECT DISTINCT ga.file_key, ga.group_no
          FROM named d
          CROSS JOIN group_attributes ga
          WHERE ga.attribute_key = d.attribute_key AND d.attribute_id = n.attribute_id) g) END AS uses
    FROM named n
    WHERE n.no = 1
  ),
  -- SQLite: what stands beside a label is counted for each label alone, for small sorts take half the time of one large
  -- one.
  beside AS (
    SELECT n.attribute_key, (
        SELECT json_group_array(json_array(c.attribute_key, c.groups))
        FROM (
          SELECT y.attribute_key, count(*) AS groups
          FROM group_attributes x
          CROSS JOIN group_attributes y
          WHERE x.attribute_key = n.attribute_key AND y.file_key = x.file_key AND y.group_no = x.group_no
            AND y.position > x.position
          GROUP BY y.attribute_key) c) AS counts
    FROM named n
    WHERE n.definitions = 1
  ),
  counted AS (
    SELECT b.attribute_key, json_extract(c.value, '$[0]') AS other_key, json_extract(c.value, '$[1]') AS groups
    FROM beside b
    CROSS JOIN json_each(b.counts) c
  ),
  -- Other engines:
  -- counted AS (
  --   SELECT n.attribute_key, y.attribute_key AS other_key, count(*) AS groups
  --   FROM named n
  --   JOIN group_attributes x ON x.attribute_key = n.attribute_key
  --   JOIN group_attributes y ON y.file_key = x.file_key AND y.group_no = x.group_no
  --   WHERE n.definitions = 1 AND y.position > x.position
  --   GROUP BY n.attribute_key, y.attribute_key
  -- ),
  -- End.
  -- Either of two labels can stand first in a group.
  definition_pairs AS (
    SELECT first_key, second_key, sum(groups) AS groups
    FROM (
      SELECT
        CASE WHEN attribute_key < other_key THEN attribute_key ELSE other_key END AS first_key,
        CASE WHEN attribute_key < other_key THEN other_key ELSE attribute_key END AS second_key,
        groups
      FROM counted) c
    WHERE first_key < second_key
    GROUP BY first_key, second_key
  ),
  pairs AS (
    SELECT p.first_key, p.second_key, p.groups
    FROM definition_pairs p
    JOIN named n ON n.attribute_key = p.first_key
    JOIN named m ON m.attribute_key = p.second_key
    WHERE n.definitions = 1 AND m.definitions = 1
    UNION ALL
    -- Where a label has two definitions, a group that has both counts once.
    SELECT g.first_key, g.second_key, count(*)
    FROM (
      SELECT DISTINCT
        CASE WHEN n.first_key < m.first_key THEN n.first_key ELSE m.first_key END AS first_key,
        CASE WHEN n.first_key < m.first_key THEN m.first_key ELSE n.first_key END AS second_key,
        x.file_key, x.group_no
      FROM named n
      CROSS JOIN group_attributes x
      CROSS JOIN group_attributes y
      CROSS JOIN named m
      WHERE x.attribute_key = n.attribute_key AND y.file_key = x.file_key AND y.group_no = x.group_no
        AND m.attribute_key = y.attribute_key AND n.definitions > 1 AND m.attribute_id <> n.attribute_id) g
    GROUP BY g.first_key, g.second_key
  )
SELECT
  a.attribute_id, a.name, b.attribute_id AS with_attribute_id, b.name AS with_name, p.groups,
  round(100.0 * p.groups / a.uses, 1) AS percent_of_first
FROM pairs p
JOIN labels a ON a.first_key = p.first_key
JOIN labels b ON b.first_key = p.second_key
WHERE p.groups >= CAST(:at_least AS INTEGER)
ORDER BY p.groups DESC, a.attribute_id, b.attribute_id;
