-- Fields that this version does not know, compared as JSON values. Filled in are the paths of those that it knows and
-- that stay there as they stood: links that count as absent.
INSERT INTO changes (kind, file_id, field, old_value, new_value, author, validator)
SELECT 'extra', file_id, 'extra', old_extra, new_extra, author_name, validator_name
FROM (
  SELECT
    p.file_id,
    CASE WHEN json_valid(o.extra) THEN nullif(json_remove(o.extra, {known}), '{}')
      ELSE o.extra END AS old_extra,
    CASE WHEN json_valid(n.extra) THEN nullif(json_remove(n.extra, {known}), '{}')
      ELSE n.extra END AS new_extra,
    n.author_name,
    n.validator_name
  FROM diff_pairs p
  CROSS JOIN diff_old_files o ON o.file_key = p.old_key
  CROSS JOIN diff_new_files n ON n.file_key = p.new_key
  WHERE p.closer AND o.extra IS NOT n.extra)
WHERE canonical_json(old_extra, 'object') IS NOT canonical_json(new_extra, 'object');
