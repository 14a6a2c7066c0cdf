-- Progress towards a goal
-- How far the files with a label are towards a wanted amount, as the platform counts goals: label uses, once per group,
-- images and videos weighted; "complete" are accepted ones, "on_validation" those that wait. Files of other types
-- don't count. "progress" is in percent, rounded down, at most 100. The platform also counts the label's uses on
-- files that moved to other projects; an export does not hold those. A name that several labels share gives a row
-- for each.
-- :label   Id or name of the label
-- :amount   Wanted amount
-- :image_weight = 1   What an image counts for
-- :video_weight = 1   What a video counts for
-- :export = latest   Name of the export
WITH
  counts AS (
    SELECT
      a.attribute_id,
      a.name,
      sum(c.uses * (c.status = 'a' AND c.file_type = 'image')) AS accepted_images,
      sum(c.uses * (c.status = 'a' AND c.file_type = 'video')) AS accepted_videos,
      sum(c.uses * (c.status = 'v' AND c.file_type = 'image')) AS waiting_images,
      sum(c.uses * (c.status = 'v' AND c.file_type = 'video')) AS waiting_videos
    FROM exports e
    CROSS JOIN attributes a ON a.export_id = e.export_id
    CROSS JOIN label_counts c ON c.attribute_key = a.attribute_key
    WHERE e.name = :export
      AND CAST(:label AS TEXT) IN (CAST(a.attribute_id AS TEXT), a.name)
    GROUP BY a.attribute_id
  ),
  weighted AS (
    SELECT
      *,
      accepted_images * CAST(:image_weight AS NUMERIC) + accepted_videos * CAST(:video_weight AS NUMERIC) AS complete,
      waiting_images * CAST(:image_weight AS NUMERIC) + waiting_videos * CAST(:video_weight AS NUMERIC)
        AS on_validation,
      CAST(:amount AS NUMERIC) AS amount
    FROM counts
  )
SELECT
  attribute_id, name, accepted_images, accepted_videos, waiting_images, waiting_videos,
  complete, on_validation, amount,
  min(100, CAST(100 * complete / nullif(amount, 0) AS INTEGER)) AS progress
FROM weighted
ORDER BY attribute_id;
