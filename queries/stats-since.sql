-- Label uses on files updated since a date
-- The platform's statistics of differences: label uses, once per group, on files whose update date is :since or later;
-- a file without an update date counts as later. The row without an id counts files without any group and, unlike in
-- stats-by-attribute, every empty group once.
-- The platform leaves out labels of which only processing or duplicated files are left, and labels whose parent has
-- no row; an export doesn't know parents, so both are listed here. It lists labels without any such use while their
-- other statuses have rows; here they are left out. Labels of other projects are counted by both. A label that the
-- export defines in two ways is one row, with what its most used definition in the whole export says, or the later one
-- of two used alike.
-- :since : date   The date, YYYY-MM-DD or YYYY-MM-DD HH:MM
-- :export : export = latest   Name of the export
-- chart: stacked name accepted_images accepted_videos waiting_images waiting_videos declined_images declined_videos
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
  chosen AS MATERIALIZED (SELECT export_id FROM exports WHERE name = :export),
  -- The keys of an export lie together: its files are read in their order.
  span AS MATERIALIZED (
    SELECT min(file_key) AS first_key, max(file_key) AS last_key
    FROM files
    WHERE export_id = (SELECT export_id FROM chosen)
  ),
  definition_uses AS (
    SELECT ga.attribute_key, f.status, f.file_type, count(*) AS uses
    FROM span s
    CROSS JOIN files f
    CROSS JOIN group_attributes ga
    WHERE f.file_key BETWEEN s.first_key AND s.last_key AND +f.export_id = (SELECT export_id FROM chosen)
      AND ga.file_key = f.file_key AND (f.update_date >= :since OR f.update_date IS NULL)
    GROUP BY ga.attribute_key, f.status, f.file_type
  ),
  -- Where a label has two definitions, a group that has both counts once.
  uses AS (
    SELECT n.attribute_id, u.status, u.file_type, u.uses
    FROM definition_uses u
    JOIN named n ON n.attribute_key = u.attribute_key
    WHERE n.definitions = 1
    UNION ALL
    SELECT g.attribute_id, f.status, f.file_type, count(*)
    FROM (
      SELECT DISTINCT n.attribute_id, ga.file_key, ga.group_no
      FROM named n
      CROSS JOIN group_attributes ga
      WHERE ga.attribute_key = n.attribute_key AND n.definitions > 1) g
    CROSS JOIN files f
    WHERE f.file_key = g.file_key AND (f.update_date >= :since OR f.update_date IS NULL)
    GROUP BY g.attribute_id, f.status, f.file_type
  ),
  -- Files without any group, and empty groups, are counted beside the labels, without an id.
  counts AS (
    SELECT attribute_id, status, file_type, uses FROM uses
    UNION ALL
    SELECT NULL, f.status, f.file_type, count(*)
    FROM span s
    CROSS JOIN files f
    LEFT JOIN attribute_groups g ON g.file_key = f.file_key
    WHERE f.file_key BETWEEN s.first_key AND s.last_key AND +f.export_id = (SELECT export_id FROM chosen)
      AND (f.update_date >= :since OR f.update_date IS NULL)
      AND NOT EXISTS (
        SELECT 1 FROM group_attributes ga WHERE ga.file_key = g.file_key AND ga.group_no = g.group_no)
    GROUP BY f.status, f.file_type
  )
SELECT
  a.attribute_id, CASE WHEN c.attribute_id IS NULL THEN '(no label)' ELSE a.name END AS name, a.level_order, a.payload,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'v' AND c.file_type = 'image'), 0) AS waiting_images,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'v' AND c.file_type = 'video'), 0) AS waiting_videos,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'v' AND c.file_type NOT IN ('image', 'video')), 0) AS waiting_other,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'a' AND c.file_type = 'image'), 0) AS accepted_images,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'a' AND c.file_type = 'video'), 0) AS accepted_videos,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'a' AND c.file_type NOT IN ('image', 'video')), 0) AS accepted_other,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'd' AND c.file_type = 'image'), 0) AS declined_images,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'd' AND c.file_type = 'video'), 0) AS declined_videos,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'd' AND c.file_type NOT IN ('image', 'video')), 0) AS declined_other,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'p' AND c.file_type = 'image'), 0) AS processing_images,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'p' AND c.file_type = 'video'), 0) AS processing_videos,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'p' AND c.file_type NOT IN ('image', 'video')), 0) AS processing_other,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'u' AND c.file_type = 'image'), 0) AS duplicated_images,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'u' AND c.file_type = 'video'), 0) AS duplicated_videos,
  coalesce(sum(c.uses) FILTER (WHERE c.status = 'u' AND c.file_type NOT IN ('image', 'video')), 0) AS duplicated_other,
  coalesce(sum(c.uses) FILTER (WHERE c.status NOT IN ('v', 'a', 'd', 'p', 'u')), 0) AS other_status,
  sum(c.uses) AS total
FROM counts c
LEFT JOIN named a ON a.attribute_id = c.attribute_id AND a.no = 1
GROUP BY c.attribute_id, a.attribute_id, a.name, a.level_order, a.payload
ORDER BY a.level_order NULLS LAST, a.attribute_id, name, a.payload;
