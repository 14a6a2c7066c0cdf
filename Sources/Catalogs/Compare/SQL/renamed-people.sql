-- A rename is withdrawn where the old name is still somebody's and nobody was renamed to it. Where somebody was, that
-- rename may be withdrawn here in its turn: then the name is that person's still, and the rename from it goes too.
DELETE FROM diff_people WHERE old_name IN (
  WITH RECURSIVE
    held (name) AS (
      SELECT author_name FROM diff_new_export_files WHERE author_name IN (SELECT old_name FROM diff_people)
      UNION
      SELECT validator_name FROM diff_new_export_files WHERE validator_name IN (SELECT old_name FROM diff_people)
    ),
    withdrawn (old_name, new_name) AS (
      SELECT p.old_name, p.new_name
      FROM diff_people p
      WHERE p.old_name IN (SELECT name FROM held) AND p.old_name NOT IN (SELECT new_name FROM diff_people)
      UNION
      SELECT p.old_name, p.new_name FROM withdrawn w CROSS JOIN diff_people p ON p.old_name = w.new_name
    )
  SELECT old_name FROM withdrawn);

-- One row per person.
INSERT INTO changes (kind, field, old_value, new_value, files)
SELECT 'person_renamed', 'author_name', old_name, new_name, files FROM diff_people;
