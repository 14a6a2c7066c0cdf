-- Progress towards a goal
-- How far the files with a label are towards a wanted amount, as the platform counts goals: label uses, once per group,
-- images and videos weighted; "complete" are accepted ones, "on_validation" those that wait. Files of other types
-- don't count. "progress" is in percent, rounded down, at most 100. The platform also counts the label's uses on
-- files that moved to other projects; an export does not hold those. A name that several labels share gives a row
-- for each. A label that the export defines in two ways is found by either name and is one row, named as its most used
-- definition says, or the later one of two used alike.
-- :label : label   Id or name of the label
-- :amount : count   Wanted amount
-- :image_weight : number = 1   What an image counts for
-- :video_weight : number = 1   What a video counts for
-- :export : export = latest   Name of the export
-- chart: bar name progress
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
    WHERE uses > 0 AND attribute_id IN (
      SELECT attribute_id FROM definitions WHERE CAST(:label AS TEXT) IN (CAST(attribute_id AS TEXT), name))
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
    SELECT
      c.attribute_id,
      coalesce(sum(c.uses) FILTER (WHERE c.status = 'a' AND c.file_type = 'image'), 0) AS accepted_images,
      coalesce(sum(c.uses) FILTER (WHERE c.status = 'a' AND c.file_type = 'video'), 0) AS accepted_videos,
      coalesce(sum(c.uses) FILTER (WHERE c.status = 'v' AND c.file_type = 'image'), 0) AS waiting_images,
      coalesce(sum(c.uses) FILTER (WHERE c.status = 'v' AND c.file_type = 'video'), 0) AS waiting_videos
    FROM uses c
    GROUP BY c.attribute_id
  ),
  weighted AS (
    SELECT
      *,
      accepted_images * CAST(:image_weight AS NUMERIC) + accepted_videos * CAST(:video_weight AS NUMERIC) AS complete,
      waiting_images * CAST(:image_weight AS NUMERIC) + waiting_videos * CAST(:video_weight AS NUMERIC)
        AS on_validation,
      CAST(:amount AS NUMERIC) AS amount
    FROM counts
  ),
  percents AS (SELECT attribute_id, 100 * complete / nullif(amount, 0) AS percent FROM weighted)
-- A cast cuts off what is behind the point, or rounds: what was rounded away from zero is one too far from it.
SELECT
  w.attribute_id, n.name, w.accepted_images, w.accepted_videos, w.waiting_images, w.waiting_videos,
  w.complete, w.on_validation, w.amount,
  CASE WHEN w.amount > 0 AND w.complete >= w.amount THEN 100
    WHEN CAST(p.percent AS INTEGER) > p.percent AND p.percent > 0 THEN CAST(p.percent AS INTEGER) - 1
    WHEN CAST(p.percent AS INTEGER) < p.percent AND p.percent < 0 THEN CAST(p.percent AS INTEGER) + 1
    ELSE CAST(p.percent AS INTEGER) END AS progress
FROM weighted w
JOIN percents p ON p.attribute_id = w.attribute_id
JOIN named n ON n.attribute_id = w.attribute_id AND n.no = 1
ORDER BY w.attribute_id;
