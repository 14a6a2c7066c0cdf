-- Every form
-- All that a dialect writes otherwise. CAST(x AS TEXT) and :label stay in a comment.
-- :export : export = latest   Name of the export
-- :label : label = NULL   Only this label
-- :at_least : count = 1   Only labels of so many files
WITH
  chosen AS MATERIALIZED (SELECT export_id FROM exports WHERE name = :'export'),
  /* One row for each label of a file: AS MATERIALIZED ( stays here. */
  labels(file_key, name) AS NOT MATERIALIZED (
    SELECT ga.file_key, a.name || ':label CROSS JOIN b ON'
    FROM attributes a
    JOIN group_attributes ga ON ga.attribute_key = a.attribute_key
    WHERE a.export_id = (SELECT export_id FROM chosen)
      AND (nullif(:'label', '') IS NULL OR CAST(nullif(:'label', '') AS text) IN (CAST(a.attribute_id AS text), a.name))
  )
SELECT
  f.file_id AS "CAST(x AS TEXT)",
  strpos(f.file_name, 'instr(') AS place,
  CAST(CAST(substr(f.upload_date, 1, 4) AS bigint) / CAST(2 AS double precision) AS numeric) AS half,
  (SELECT string_agg(name, ' > ') FROM (SELECT l.name FROM labels l WHERE l.file_key = f.file_key ORDER BY l.name NULLS FIRST)) AS labels,
  row_number() OVER (PARTITION BY f.status ORDER BY f.update_date DESC NULLS LAST, f.file_key NULLS FIRST ROWS UNBOUNDED PRECEDING) AS no
FROM files f
LEFT JOIN duplicates d ON d.file_key = f.file_key
WHERE f.export_id = (SELECT export_id FROM chosen)
  AND (SELECT count(*) FROM transfers JOIN files USING (file_key)) >= CAST(:'at_least' AS bigint)
ORDER BY f.validator_name NULLS FIRST, half DESC NULLS LAST, f.file_key NULLS FIRST
LIMIT 10;
