-- Every form
-- All that a dialect writes otherwise. CAST(x AS TEXT) and :label stay in a comment.
-- :export : export = latest   Name of the export
-- :label : label = NULL   Only this label
-- :at_least : count = 1   Only labels of so many files
WITH
  chosen AS (SELECT export_id FROM exports WHERE name = :export),
  /* One row for each label of a file: AS MATERIALIZED ( stays here. */
  labels(file_key, name) AS (
    SELECT ga.file_key, a.name || ':label CROSS JOIN b ON'
    FROM attributes a
    JOIN group_attributes ga ON (ga.attribute_key = a.attribute_key AND ga.export_id = a.export_id)
    WHERE a.export_id = (SELECT export_id FROM chosen)
      AND (:label IS NULL OR CAST(:label AS STRING) IN (CAST(a.attribute_id AS STRING), a.name))
  )
SELECT
  f.file_id AS `CAST(x AS TEXT)`,
  instr(f.file_name, 'instr(') AS place,
  CAST(CAST(substr(f.upload_date, 1, 4) AS BIGINT) / CAST(2 AS DOUBLE) AS DOUBLE) AS half,
  (SELECT listagg(name, ' > ') FROM (SELECT l.name FROM labels l WHERE l.file_key = f.file_key ORDER BY l.name)) AS labels,
  row_number() OVER (PARTITION BY f.status ORDER BY f.update_date DESC, f.file_key ROWS UNBOUNDED PRECEDING) AS no
FROM files f
LEFT JOIN duplicates d ON (d.file_key = f.file_key AND d.export_id = f.export_id)
WHERE f.export_id = (SELECT export_id FROM chosen)
  AND (SELECT count(*) FROM transfers JOIN files USING (export_id, file_key)) >= CAST(:at_least AS BIGINT)
ORDER BY f.validator_name, half DESC NULLS LAST, f.file_key
LIMIT 10;
