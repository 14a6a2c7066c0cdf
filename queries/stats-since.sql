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
  definition_uses AS (
    SELECT ga.attribute_key, f.status, f.file_type, count(*) AS uses
    FROM exports e
    CROSS JOIN files f ON f.export_id = e.export_id
    CROSS JOIN group_attributes ga ON ga.file_key = f.file_key
    WHERE e.name = :export AND (f.update_date >= :since OR f.update_date IS NULL)
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
      CROSS JOIN group_attributes ga ON ga.attribute_key = n.attribute_key
      WHERE n.definitions > 1) g
    CROSS JOIN files f ON f.file_key = g.file_key
    WHERE f.update_date >= :since OR f.update_date IS NULL
    GROUP BY g.attribute_id, f.status, f.file_type
  ),
  counts AS (
    SELECT
      u.attribute_id,
      sum(u.uses * (u.status = 'v' AND u.file_type = 'image')) AS waiting_images,
      sum(u.uses * (u.status = 'v' AND u.file_type = 'video')) AS waiting_videos,
      sum(u.uses * (u.status = 'v' AND u.file_type NOT IN ('image', 'video'))) AS waiting_other,
      sum(u.uses * (u.status = 'a' AND u.file_type = 'image')) AS accepted_images,
      sum(u.uses * (u.status = 'a' AND u.file_type = 'video')) AS accepted_videos,
      sum(u.uses * (u.status = 'a' AND u.file_type NOT IN ('image', 'video'))) AS accepted_other,
      sum(u.uses * (u.status = 'd' AND u.file_type = 'image')) AS declined_images,
      sum(u.uses * (u.status = 'd' AND u.file_type = 'video')) AS declined_videos,
      sum(u.uses * (u.status = 'd' AND u.file_type NOT IN ('image', 'video'))) AS declined_other,
      sum(u.uses * (u.status = 'p' AND u.file_type = 'image')) AS processing_images,
      sum(u.uses * (u.status = 'p' AND u.file_type = 'video')) AS processing_videos,
      sum(u.uses * (u.status = 'p' AND u.file_type NOT IN ('image', 'video'))) AS processing_other,
      sum(u.uses * (u.status = 'u' AND u.file_type = 'image')) AS duplicated_images,
      sum(u.uses * (u.status = 'u' AND u.file_type = 'video')) AS duplicated_videos,
      sum(u.uses * (u.status = 'u' AND u.file_type NOT IN ('image', 'video'))) AS duplicated_other,
      sum(u.uses * (u.status NOT IN ('v', 'a', 'd', 'p', 'u'))) AS other_status,
      sum(u.uses) AS total
    FROM uses u
    GROUP BY u.attribute_id
  ),
  bare AS (
    SELECT
      sum(f.status = 'v' AND f.file_type = 'image') AS waiting_images,
      sum(f.status = 'v' AND f.file_type = 'video') AS waiting_videos,
      sum(f.status = 'v' AND f.file_type NOT IN ('image', 'video')) AS waiting_other,
      sum(f.status = 'a' AND f.file_type = 'image') AS accepted_images,
      sum(f.status = 'a' AND f.file_type = 'video') AS accepted_videos,
      sum(f.status = 'a' AND f.file_type NOT IN ('image', 'video')) AS accepted_other,
      sum(f.status = 'd' AND f.file_type = 'image') AS declined_images,
      sum(f.status = 'd' AND f.file_type = 'video') AS declined_videos,
      sum(f.status = 'd' AND f.file_type NOT IN ('image', 'video')) AS declined_other,
      sum(f.status = 'p' AND f.file_type = 'image') AS processing_images,
      sum(f.status = 'p' AND f.file_type = 'video') AS processing_videos,
      sum(f.status = 'p' AND f.file_type NOT IN ('image', 'video')) AS processing_other,
      sum(f.status = 'u' AND f.file_type = 'image') AS duplicated_images,
      sum(f.status = 'u' AND f.file_type = 'video') AS duplicated_videos,
      sum(f.status = 'u' AND f.file_type NOT IN ('image', 'video')) AS duplicated_other,
      sum(f.status NOT IN ('v', 'a', 'd', 'p', 'u')) AS other_status,
      count(*) AS total
    FROM exports e
    JOIN files f ON f.export_id = e.export_id
    LEFT JOIN attribute_groups g ON g.file_key = f.file_key
    WHERE e.name = :export AND (f.update_date >= :since OR f.update_date IS NULL)
      AND NOT EXISTS (
        SELECT 1 FROM group_attributes ga WHERE ga.file_key = g.file_key AND ga.group_no = g.group_no)
  )
SELECT
  a.attribute_id, a.name, a.level_order, a.payload,
  c.waiting_images,
  c.waiting_videos,
  c.waiting_other,
  c.accepted_images,
  c.accepted_videos,
  c.accepted_other,
  c.declined_images,
  c.declined_videos,
  c.declined_other,
  c.processing_images,
  c.processing_videos,
  c.processing_other,
  c.duplicated_images,
  c.duplicated_videos,
  c.duplicated_other,
  c.other_status,
  c.total
FROM counts c
JOIN named a ON a.attribute_id = c.attribute_id AND a.no = 1
UNION ALL
SELECT
  NULL, '(no label)', NULL, NULL,
  waiting_images,
  waiting_videos,
  waiting_other,
  accepted_images,
  accepted_videos,
  accepted_other,
  declined_images,
  declined_videos,
  declined_other,
  processing_images,
  processing_videos,
  processing_other,
  duplicated_images,
  duplicated_videos,
  duplicated_other,
  other_status,
  total
FROM bare
WHERE total > 0
ORDER BY 3 NULLS LAST, 1, 2, 4;
