-- Pressmark's functions. As there, null, the number 0 and '' count as absent, and whole reals as integers.
CREATE OR REPLACE MACRO key_part(value) AS CASE
  WHEN typeof(value) = 'VARCHAR' THEN nullif(CAST(value AS VARCHAR), '')
  WHEN TRY_CAST(value AS DOUBLE) = 0 THEN NULL
  WHEN (typeof(value) IN ('DOUBLE', 'FLOAT') OR starts_with(typeof(value), 'DECIMAL'))
    AND TRY_CAST(value AS DOUBLE) = trunc(TRY_CAST(value AS DOUBLE))
    AND TRY_CAST(value AS BIGINT) IS NOT NULL THEN CAST(TRY_CAST(value AS BIGINT) AS VARCHAR)
  ELSE CAST(value AS VARCHAR)
END;
CREATE OR REPLACE MACRO resolve_key
  (project_id, file_id, rebound_project, rebound) AS
    'project_' || coalesce(key_part(rebound_project), key_part(project_id))
    || '/' || coalesce(key_part(rebound), key_part(file_id)),
  (project_id, file_id, rebound_project) AS
    'project_' || coalesce(key_part(rebound_project), key_part(project_id)) || '/' || key_part(file_id),
  (project_id, file_id) AS
    'project_' || key_part(project_id) || '/' || key_part(file_id);
CREATE OR REPLACE MACRO media_name(file_id, rebound, file_name) AS CASE
  WHEN contains(file_name, '.')
  THEN coalesce(key_part(rebound), key_part(file_id)) || '.' || regexp_extract(file_name, '[^.]*$')
END;
CREATE OR REPLACE MACRO status_name(status) AS CASE CAST(status AS VARCHAR)
  WHEN 'p' THEN 'processing' WHEN 'v' THEN 'validation' WHEN 'a' THEN 'accepted' WHEN 'd' THEN 'declined'
  WHEN 'u' THEN 'duplicated' ELSE CAST(status AS VARCHAR)
END;

-- SQLite's own: the days since noon in Greenwich on November 24th, 4714 B.C. As there, days behind the end of a month are
-- those of the next one. NULL for what is not YYYY-MM-DD, with or without HH:MM or HH:MM:SS.
CREATE OR REPLACE MACRO julianday(moment) AS CASE
  WHEN regexp_full_match(
    moment, '[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?)?')
  THEN CAST(
    epoch_ms(TRY_CAST(substr(moment, 1, 8) || '01' || substr(moment, 11) AS TIMESTAMP))
    + (TRY_CAST(substr(moment, 9, 2) AS BIGINT) - 1) * 86400000 + 210866760000000 AS DOUBLE) / CAST(86400000 AS DOUBLE)
END;
