-- One file in every export, the oldest first, with what changed since the export before.
WITH
  labels AS (
    SELECT g.file_key, g.group_no, g.uid,
      (SELECT group_concat(name, ', ') FROM (
        SELECT a.name FROM group_attributes ga JOIN attributes a ON a.attribute_key = ga.attribute_key
        WHERE ga.file_key = g.file_key AND ga.group_no = g.group_no
        ORDER BY a.level_order, a.attribute_id)) AS names,
      (SELECT group_concat(attribute_id) FROM (
        SELECT a.attribute_id FROM group_attributes ga JOIN attributes a ON a.attribute_key = ga.attribute_key
        WHERE ga.file_key = g.file_key AND ga.group_no = g.group_no
        ORDER BY a.attribute_id)) AS ids
    FROM files f JOIN attribute_groups g ON g.file_key = f.file_key
    WHERE f.file_id = :file_id AND f.export_id IN (SELECT export_id FROM exports)
  ),
  states AS (
    SELECT e.export_id, e.newest_date, e.name AS export, f.file_key, f.status, f.file_name, f.file_type, f.author_name,
      f.validator_name, f.update_date, d.original_id,
      -- Not as an outer join, for which SQLite would compute the keys of all files of all exports.
      (SELECT o.storage_key FROM objects o WHERE o.file_key = f.file_key) AS storage_key,
      (SELECT group_concat('[' || coalesce(names, '') || ']', ' ')
       FROM (SELECT names FROM labels l WHERE l.file_key = f.file_key ORDER BY names, ids)) AS labels,
      (SELECT group_concat(coalesce(ids, ''), ' ')
       FROM (SELECT ids FROM labels l WHERE l.file_key = f.file_key ORDER BY ids)) AS label_ids
    FROM exports e
    LEFT JOIN files f ON f.export_id = e.export_id AND f.file_id = :file_id
    LEFT JOIN duplicates d ON d.file_key = f.file_key
  ),
  steps AS (
    SELECT *, lag(file_key) OVER exports AS before, lag(status) OVER exports AS old_status,
      lag(file_name) OVER exports AS old_name, lag(file_type) OVER exports AS old_type,
      lag(author_name) OVER exports AS old_author, lag(validator_name) OVER exports AS old_validator,
      lag(update_date) OVER exports AS old_update, lag(storage_key) OVER exports AS old_key,
      lag(original_id) OVER exports AS old_original, lag(label_ids) OVER exports AS old_labels,
      max(file_key) OVER (ORDER BY newest_date, export_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS seen
    FROM states
    WINDOW exports AS (ORDER BY newest_date, export_id)
  )
SELECT export, status, labels, storage_key, author_name, validator_name, update_date,
  CASE
    WHEN file_key IS NULL THEN CASE WHEN before IS NOT NULL THEN 'gone' ELSE '' END
    WHEN seen IS NULL THEN 'first seen'
    WHEN before IS NULL THEN 'back'
    ELSE substr(
      iif(status IS NOT old_status, ', status', '') || iif(label_ids IS NOT old_labels, ', labels', '')
      || iif(storage_key IS NOT old_key, ', key', '') || iif(original_id IS NOT old_original, ', duplicate', '')
      || iif(author_name IS NOT old_author, ', author', '')
      || iif(validator_name IS NOT old_validator, ', validator', '')
      || iif(file_name IS NOT old_name, ', file name', '') || iif(file_type IS NOT old_type, ', file type', '')
      || iif(update_date IS NOT old_update, ', update date', ''), 3)
  END AS changed
FROM steps
ORDER BY newest_date, export_id;
