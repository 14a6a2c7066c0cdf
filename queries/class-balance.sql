-- How evenly labels are used
-- How many groups carry each label, beside the other labels of the same tree: the share of all uses of labels of that
-- tree, and the share of the uses that its most used label has, both in percent. A group is one labelled object. Trees
-- come one after the other, each with its most used label first. Labels of different depth stand in one tree, for an
-- export does not say which is whose parent. A label that the export defines in two ways is one row, with what its most
-- used definition says, or the later one of two used alike.
-- :status : choice(all|a|d|p|u|v) = a   Only files of this status; "all": whatever it is
-- :export : export = latest   Name of the export
-- chart: bar name groups
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
  -- Where a label has two definitions, a group that has both counts once.
  uses AS (
    SELECT n.attribute_id, c.status, c.file_type, c.uses
    FROM named n
    JOIN label_counts c ON c.attribute_key = n.attribute_key
    WHERE n.definitions = 1
    UNION ALL
    SELECT g.attribute_id, f.status, f.file_type, count(*)
    FROM (
      SELECT DISTINCT n.attribute_id, ga.file_key, ga.group_no
      FROM named n
      CROSS JOIN group_attributes ga
      WHERE ga.attribute_key = n.attribute_key AND n.definitions > 1) g
    CROSS JOIN files f
    WHERE f.file_key = g.file_key
    GROUP BY g.attribute_id, f.status, f.file_type
  ),
  counts AS (
    SELECT n.level_order, n.attribute_id, n.name, coalesce(sum(u.uses), 0) AS groups
    FROM named n
    LEFT JOIN uses u ON u.attribute_id = n.attribute_id AND (:status = 'all' OR u.status = :status)
    WHERE n.no = 1
    GROUP BY n.level_order, n.attribute_id, n.name
  )
SELECT
  level_order, attribute_id, name, groups,
  round(100.0 * groups / nullif(sum(groups) OVER (PARTITION BY level_order), 0), 1) AS percent_of_tree,
  round(100.0 * groups / nullif(max(groups) OVER (PARTITION BY level_order), 0), 1) AS percent_of_largest
FROM counts
ORDER BY level_order, groups DESC, attribute_id;
