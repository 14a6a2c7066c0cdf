-- A person was probably renamed where all of at least two files went from one name to one other, that name came from
-- nobody else, and the old name is nobody's now. Run only where there is a name that differs.
--
-- The totals say how many pairs speak about a name: all files that it wrote, and all that it validated and that were
-- not saved since.
INSERT INTO diff_people
WITH
  old_totals (name, files) AS (
    SELECT author_name, count(*) FROM diff_old_export_files
    WHERE author_name IN (SELECT old_name FROM diff_names)
    GROUP BY 1
    UNION ALL
    SELECT f.author_name, -count(*)
    FROM diff_pairs p
    CROSS JOIN diff_old_files f ON f.file_key = p.old_key
    WHERE p.new_key IS NULL AND f.author_name IN (SELECT old_name FROM diff_names)
    GROUP BY 1
    UNION ALL
    SELECT validator_name, count(*) FROM diff_old_export_files
    WHERE validator_name IN (SELECT old_name FROM diff_names)
    GROUP BY 1
    UNION ALL
    SELECT f.validator_name, -count(*)
    FROM diff_pairs p
    CROSS JOIN diff_old_files f ON f.file_key = p.old_key
    WHERE (p.new_key IS NULL OR p.update_date_differs) AND f.validator_name IN (SELECT old_name FROM diff_names)
    GROUP BY 1
  ),
  new_totals (name, files) AS (
    SELECT author_name, count(*) FROM diff_new_export_files
    WHERE author_name IN (SELECT new_name FROM diff_names)
    GROUP BY 1
    UNION ALL
    SELECT f.author_name, -count(*)
    FROM diff_pairs p
    CROSS JOIN diff_new_files f ON f.file_key = p.new_key
    WHERE p.old_key IS NULL AND f.author_name IN (SELECT new_name FROM diff_names)
    GROUP BY 1
    UNION ALL
    SELECT validator_name, count(*) FROM diff_new_export_files
    WHERE validator_name IN (SELECT new_name FROM diff_names)
    GROUP BY 1
    UNION ALL
    SELECT f.validator_name, -count(*)
    FROM diff_pairs p
    CROSS JOIN diff_new_files f ON f.file_key = p.new_key
    WHERE (p.old_key IS NULL OR p.update_date_differs) AND f.validator_name IN (SELECT new_name FROM diff_names)
    GROUP BY 1
  ),
  moved AS (
    SELECT
      old_name, new_name, sum(files) AS evidence,
      coalesce(nullif(sum(iif(role = 'author', files, 0)), 0), sum(files)) AS files
    FROM diff_names
    GROUP BY old_name, new_name
  )
SELECT m.old_name, m.new_name, m.files
FROM moved m
JOIN (SELECT name, sum(files) AS files FROM old_totals GROUP BY name) o ON o.name = m.old_name
JOIN (SELECT name, sum(files) AS files FROM new_totals GROUP BY name) n ON n.name = m.new_name
WHERE m.evidence >= 2 AND m.evidence = o.files AND m.evidence = n.files;
