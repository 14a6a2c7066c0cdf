-- Files by author, status and file type
-- The platform's statistics by user: how many files each author uploaded, duplicates included. "other" are files of a
-- type that is neither image nor video; the platform calls an empty type "no data". An export has the names of
-- people, not their ids: a person who was renamed counts under the new name, two of one name count as one.
-- :export : export = latest   Name of the export
-- chart: stacked author_name accepted_images accepted_videos waiting_images waiting_videos declined_images declined_videos
WITH
  counts AS (
    SELECT f.author_name, f.status, f.file_type, count(*) AS uses
    FROM exports e
    JOIN files f ON f.export_id = e.export_id
    WHERE e.name = :export
    GROUP BY f.author_name, f.status, f.file_type
  )
SELECT
  c.author_name,
  sum(c.uses * (c.status = 'v' AND c.file_type = 'image')) AS waiting_images,
  sum(c.uses * (c.status = 'v' AND c.file_type = 'video')) AS waiting_videos,
  sum(c.uses * (c.status = 'v' AND c.file_type NOT IN ('image', 'video'))) AS waiting_other,
  sum(c.uses * (c.status = 'a' AND c.file_type = 'image')) AS accepted_images,
  sum(c.uses * (c.status = 'a' AND c.file_type = 'video')) AS accepted_videos,
  sum(c.uses * (c.status = 'a' AND c.file_type NOT IN ('image', 'video'))) AS accepted_other,
  sum(c.uses * (c.status = 'd' AND c.file_type = 'image')) AS declined_images,
  sum(c.uses * (c.status = 'd' AND c.file_type = 'video')) AS declined_videos,
  sum(c.uses * (c.status = 'd' AND c.file_type NOT IN ('image', 'video'))) AS declined_other,
  sum(c.uses * (c.status = 'p' AND c.file_type = 'image')) AS processing_images,
  sum(c.uses * (c.status = 'p' AND c.file_type = 'video')) AS processing_videos,
  sum(c.uses * (c.status = 'p' AND c.file_type NOT IN ('image', 'video'))) AS processing_other,
  sum(c.uses * (c.status = 'u' AND c.file_type = 'image')) AS duplicated_images,
  sum(c.uses * (c.status = 'u' AND c.file_type = 'video')) AS duplicated_videos,
  sum(c.uses * (c.status = 'u' AND c.file_type NOT IN ('image', 'video'))) AS duplicated_other,
  sum(c.uses * (c.status NOT IN ('v', 'a', 'd', 'p', 'u'))) AS other_status,
  sum(c.uses) AS total
FROM counts c
GROUP BY c.author_name
ORDER BY total DESC, c.author_name;
