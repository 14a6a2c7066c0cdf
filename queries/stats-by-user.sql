-- Files by author, status and file type
-- The platform's statistics by user: how many files each author uploaded, duplicates included. "other" are files of a
-- type that is neither image nor video; the platform calls an empty type "no data". An export has the names of
-- people, not their ids: a person who was renamed counts under the new name, two of one name count as one.
-- :export : export = latest   Name of the export
SELECT
  f.author_name,
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
WHERE e.name = :export
GROUP BY f.author_name
ORDER BY total DESC, f.author_name;
