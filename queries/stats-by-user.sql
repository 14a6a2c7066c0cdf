-- Files by author, status and file type
-- The platform's statistics by user: how many files each author uploaded, duplicates included. "other" are files of a
-- type that is neither image nor video; the platform calls an empty type "no data". An export has the names of
-- people, not their ids: a person who was renamed counts under the new name, two of one name count as one.
-- :export : export = latest   Name of the export
-- chart: stacked author_name accepted_images accepted_videos waiting_images waiting_videos declined_images declined_videos
WITH
  counts AS (
    SELECT f.author_name, f.status, f.file_type, count(*) AS uses
    FROM files f
    WHERE f.export_id = (SELECT export_id FROM exports WHERE name = :export)
    GROUP BY f.author_name, f.status, f.file_type
  )
SELECT
  c.author_name,
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
GROUP BY c.author_name
ORDER BY total DESC, c.author_name;
