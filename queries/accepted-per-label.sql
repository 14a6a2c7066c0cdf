-- Accepted files per label
-- How many accepted files carry each label, and which share of all accepted files that is, in percent; the most
-- frequent first. A file counts once for each of its labels, however many of its groups carry it: the shares can add up
-- to more than 100. "other" are files of a type that is neither image nor video. The last row, without an id, counts
-- accepted files without a label, where there are any. A label that the export defines in two ways is one row, with
-- what its most used definition says, or the later one of two used alike.
-- :export : export = latest   Name of the export
-- chart: stacked name images videos other
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
  -- Where a label has two definitions, a file that has both counts once. Labels of no accepted file count 0.
  counts AS (
    SELECT n.attribute_id, c.file_type, c.files
    FROM named n
    JOIN label_counts c ON c.attribute_key = n.attribute_key
    WHERE n.definitions = 1 AND c.status = 'a'
    UNION ALL
    SELECT h.attribute_id, f.file_type, count(*)
    FROM (
      SELECT DISTINCT n.attribute_id, ga.file_key
      FROM named n
      CROSS JOIN group_attributes ga
      WHERE ga.attribute_key = n.attribute_key AND n.definitions > 1) h
    CROSS JOIN files f
    WHERE f.file_key = h.file_key AND f.status = 'a'
    GROUP BY h.attribute_id, f.file_type
    UNION ALL
    SELECT attribute_id, 'image', 0 FROM named WHERE no = 1
    UNION ALL
    SELECT NULL, f.file_type, count(*)
    FROM exports e
    JOIN files f ON f.export_id = e.export_id
    WHERE e.name = :export AND f.status = 'a'
      AND NOT EXISTS (SELECT 1 FROM group_attributes ga WHERE ga.file_key = f.file_key)
    GROUP BY f.file_type
  ),
  accepted AS (
    SELECT count(*) AS files
    FROM exports e
    JOIN files f ON f.export_id = e.export_id
    WHERE e.name = :export AND f.status = 'a'
  ),
  sums AS (
    SELECT
      attribute_id,
      sum(CASE WHEN file_type = 'image' THEN files ELSE 0 END) AS images,
      sum(CASE WHEN file_type = 'video' THEN files ELSE 0 END) AS videos,
      sum(CASE WHEN file_type IN ('image', 'video') THEN 0 ELSE files END) AS other,
      sum(files) AS files
    FROM counts
    GROUP BY attribute_id
  )
SELECT
  s.attribute_id, CASE WHEN s.attribute_id IS NULL THEN '(no label)' ELSE n.name END AS name,
  s.images, s.videos, s.other, s.files, round(100.0 * s.files / nullif(a.files, 0), 1) AS share_percent
FROM sums s
CROSS JOIN accepted a
LEFT JOIN named n ON n.attribute_id = s.attribute_id AND n.no = 1
ORDER BY s.attribute_id IS NULL, s.files DESC, s.attribute_id;
