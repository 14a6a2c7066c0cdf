-- Uses of each label by export
-- How many files carry each label in every export, which share of the export's files that is, and how much the share
-- moved since the export before, in percentage points. Exports come in the order of their newest dates; a label that an
-- export does not use has no row there, and the move counts from the last export that has one. A label is known by its
-- id: one that was renamed is found by each of its names, in all exports. Its name is that of its most used definition
-- in the export, or of the later one of two used alike.
-- :label : label = NULL   Only this label, by id or name
-- chart: bar name percent_of_files by export
WITH
  sizes AS MATERIALIZED (SELECT export_id, count(*) AS files FROM files GROUP BY export_id),
  wanted AS MATERIALIZED (
    SELECT DISTINCT attribute_id
    FROM attributes
    WHERE :label IS NULL OR CAST(:label AS TEXT) IN (CAST(attribute_id AS TEXT), name)
  ),
  definitions AS (
    SELECT a.export_id, a.attribute_key, a.attribute_id, a.name, sum(c.uses) AS uses, sum(c.files) AS files
    FROM attributes a
    CROSS JOIN label_counts c
    WHERE c.attribute_key = a.attribute_key AND a.attribute_id IN (SELECT attribute_id FROM wanted)
    GROUP BY a.export_id, a.attribute_key, a.attribute_id, a.name
  ),
  named AS MATERIALIZED (
    SELECT
      *,
      count(*) OVER (PARTITION BY export_id, attribute_id) AS definitions,
      row_number() OVER (PARTITION BY export_id, attribute_id ORDER BY uses DESC, attribute_key DESC) AS no
    FROM definitions
  ),
  -- Where a label has two definitions, a group or a file that has both counts once.
  merged AS (
    SELECT export_id, attribute_id, count(*) AS uses, count(DISTINCT file_key) AS files
    FROM (
      SELECT DISTINCT n.export_id, n.attribute_id, ga.file_key, ga.group_no
      FROM named n
      CROSS JOIN group_attributes ga
      WHERE ga.attribute_key = n.attribute_key AND n.definitions > 1)
    GROUP BY export_id, attribute_id
  ),
  shares AS (
    SELECT
      n.export_id, n.attribute_id, n.name, coalesce(m.uses, n.uses) AS uses, coalesce(m.files, n.files) AS files,
      100.0 * coalesce(m.files, n.files) / s.files AS share
    FROM named n
    JOIN sizes s ON s.export_id = n.export_id
    LEFT JOIN merged m ON m.export_id = n.export_id AND m.attribute_id = n.attribute_id
    WHERE n.no = 1
  )
SELECT
  s.attribute_id, s.name, e.name AS export, s.uses, s.files,
  round(s.share, 2) AS percent_of_files,
  round(s.share - lag(s.share) OVER (PARTITION BY s.attribute_id ORDER BY e.newest_date, s.export_id), 2) AS points_moved
FROM shares s
JOIN exports e ON e.export_id = s.export_id
ORDER BY s.attribute_id, e.newest_date, s.export_id;
