-- Pressmark's functions, for numbers and for text. As there, null, the number 0 and '' count as absent, and whole numbers
-- lose their fraction.
CREATE FUNCTION resolve_key(project_id numeric, file_id text, rebound_project numeric DEFAULT NULL,
  rebound text DEFAULT NULL) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 'project_' || coalesce(trim_scale(nullif(rebound_project, 0)), trim_scale(nullif(project_id, 0)))::text
    || '/' || coalesce(nullif(rebound, ''), nullif(file_id, ''))
$$;
CREATE FUNCTION resolve_key(project_id text, file_id text, rebound_project text DEFAULT NULL,
  rebound text DEFAULT NULL) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 'project_' || coalesce(nullif(rebound_project, ''), nullif(project_id, ''))
    || '/' || coalesce(nullif(rebound, ''), nullif(file_id, ''))
$$;
CREATE FUNCTION media_name(file_id text, rebound text, file_name text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN strpos(file_name, '.') > 0
    THEN coalesce(nullif(rebound, ''), nullif(file_id, '')) || '.' || substring(file_name from '[^.]*$') END
$$;
CREATE FUNCTION status_name(status text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE status
    WHEN 'p' THEN 'processing' WHEN 'v' THEN 'validation' WHEN 'a' THEN 'accepted' WHEN 'd' THEN 'declined'
    WHEN 'u' THEN 'duplicated' ELSE status END
$$;

-- SQLite's own: the days since noon in Greenwich on November 24th, 4714 B.C. As there, days behind the end of a month are
-- those of the next one. NULL for what is not YYYY-MM-DD, with or without HH:MM or HH:MM:SS.
CREATE FUNCTION julianday(moment text) RETURNS double precision LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN moment ~
      '^[1-9]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?)?$'
    THEN CAST(
      trunc(extract(epoch FROM CAST(substr(moment, 1, 8) || '01' || substr(moment, 11) AS timestamp)) * 1000)
      + (CAST(substr(moment, 9, 2) AS bigint) - 1) * 86400000 + 210866760000000 AS double precision) / 86400000
  END
$$;
