-- Decisions that held, by validator and export
-- Of the files that a validator had decided (accepted or declined) in one export, how many are decided the same way in
-- the next export that holds the file, how many the other way, and how many are open again. A decision counts for the
-- validator who had made it. Exports come in the order of their newest dates; "export" is the later one.
-- :at_least : count = 1   Only rows with at least so many decisions
-- chart: bar validator_name held_percent by export
WITH
  ordered AS MATERIALIZED (
    SELECT export_id, name, row_number() OVER (ORDER BY newest_date NULLS FIRST, export_id) AS no FROM exports
  ),
  spans AS MATERIALIZED (
    SELECT export_id, min(file_key) AS first_key, max(file_key) AS last_key FROM files GROUP BY export_id
  ),
  decided AS (
    SELECT export_id, validator_name, status, count(*) AS files
    FROM files
    GROUP BY export_id, validator_name, status
  ),
  -- Decisions that the next export does not hold, or holds no more: few, and looked up one by one. The keys of an
  -- export lie together: its files are read in their order.
  changes AS MATERIALIZED (
    SELECT
      x.no, o.file_id, o.status AS old_status, o.validator_name AS old_validator,
      n.status, n.validator_name, CASE WHEN n.file_key IS NULL THEN 1 ELSE 0 END AS is_absent
    FROM ordered x
    CROSS JOIN ordered y
    CROSS JOIN spans s
    CROSS JOIN files o
    LEFT JOIN files n ON n.export_id = y.export_id AND n.file_id = o.file_id
    WHERE y.no = x.no + 1 AND s.export_id = x.export_id
      AND o.file_key BETWEEN s.first_key AND s.last_key AND +o.export_id = x.export_id
      AND o.status IN ('a', 'd') AND o.validator_name IS NOT NULL
      AND (n.file_key IS NULL OR n.status <> o.status)
  ),
  returns AS (
    SELECT c.old_status, c.old_validator, c.file_id, min(y.no) AS no
    FROM changes c
    CROSS JOIN ordered y
    CROSS JOIN files f
    WHERE c.is_absent = 1 AND y.no > c.no + 1 AND f.export_id = y.export_id AND f.file_id = c.file_id
    GROUP BY c.no, c.file_id, c.old_status, c.old_validator
  ),
  later AS (
    SELECT c.no + 1 AS no, c.old_status, c.old_validator, c.status, c.validator_name
    FROM changes c
    WHERE c.is_absent = 0
    UNION ALL
    SELECT r.no, r.old_status, r.old_validator, f.status, f.validator_name
    FROM returns r
    CROSS JOIN ordered y
    CROSS JOIN files f
    WHERE y.no = r.no AND f.export_id = y.export_id AND f.file_id = r.file_id
  ),
  -- Of all decisions of an export, those that changed are taken off again.
  steps AS (
    SELECT
      x.no + 1 AS no, d.validator_name AS old_validator,
      d.files AS decisions, d.files AS held, 0 AS reversed, 0 AS open_again, 0 AS reversed_by_another
    FROM decided d
    JOIN ordered x ON x.export_id = d.export_id
    WHERE d.validator_name IS NOT NULL AND d.status IN ('a', 'd')
    UNION ALL
    SELECT no + 1, old_validator, -1, -1, 0, 0, 0 FROM changes
    UNION ALL
    SELECT
      no, old_validator, 1,
      CASE WHEN status = old_status THEN 1 ELSE 0 END,
      CASE WHEN status IN ('a', 'd') AND status <> old_status THEN 1 ELSE 0 END,
      CASE WHEN status NOT IN ('a', 'd') THEN 1 ELSE 0 END,
      CASE
        WHEN status IN ('a', 'd') AND status <> old_status
          AND (validator_name IS NULL OR validator_name <> old_validator) THEN 1
        ELSE 0
      END
    FROM later
  )
SELECT
  e.name AS export,
  s.old_validator AS validator_name,
  sum(s.decisions) AS decisions,
  sum(s.held) AS held,
  sum(s.reversed) AS reversed,
  sum(s.open_again) AS open_again,
  sum(s.reversed_by_another) AS reversed_by_another,
  round(100.0 * sum(s.held) / sum(s.decisions), 1) AS held_percent
FROM steps s
JOIN ordered e ON e.no = s.no
GROUP BY s.no, e.name, s.old_validator
HAVING sum(s.decisions) > 0 AND sum(s.decisions) >= CAST(:at_least AS INTEGER)
ORDER BY s.no, held_percent, s.old_validator;
