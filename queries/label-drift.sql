-- Uses of each label by export
-- How many files carry each label in every export, which share of the export's files that is, and how much the share
-- moved since the export before, in percentage points. Exports come in the order of their import; a label that an
-- export does not use has no row there, and the move counts from the last export that has one.
-- :label = NULL   Only this label, by id or name
WITH
  sizes AS MATERIALIZED (SELECT export_id, count(*) AS files FROM files GROUP BY export_id),
  counts AS (
    SELECT export_id, attribute_id, max(name) AS name, sum(uses) AS uses, count(*) AS files
    FROM (
      SELECT a.export_id, a.attribute_id, a.name, ga.file_key, count(*) AS uses
      FROM attributes a
      CROSS JOIN group_attributes ga ON ga.attribute_key = a.attribute_key
      WHERE :label IS NULL OR CAST(:label AS TEXT) IN (CAST(a.attribute_id AS TEXT), a.name)
      GROUP BY a.export_id, a.attribute_id, ga.file_key
    )
    GROUP BY export_id, attribute_id
  ),
  shares AS (
    SELECT c.*, 100.0 * c.files / s.files AS share
    FROM counts c
    JOIN sizes s ON s.export_id = c.export_id
  )
SELECT
  s.attribute_id, s.name, e.name AS export, s.uses, s.files,
  round(s.share, 2) AS percent_of_files,
  round(s.share - lag(s.share) OVER (PARTITION BY s.attribute_id ORDER BY s.export_id), 2) AS points_moved
FROM shares s
JOIN exports e ON e.export_id = s.export_id
ORDER BY s.attribute_id, s.export_id;
