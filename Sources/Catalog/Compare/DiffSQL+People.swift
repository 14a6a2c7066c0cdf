extension DiffSQL {
  /// Names that differ in pairs: authors everywhere, validators where the file was not saved in between, for a save
  /// moves the validator.
  var names: String {
    """
    CREATE TEMP TABLE diff_names (role TEXT, old_name TEXT, new_name TEXT, files INTEGER);
    CREATE TEMP TABLE diff_people (
      old_name TEXT PRIMARY KEY, new_name TEXT NOT NULL UNIQUE, files INTEGER NOT NULL) WITHOUT ROWID;
    \(names(role: "author", column: .author, condition: "p.differs & \(DiffColumn.author.bit)"))
    \(names(
      role: "validator", column: .validator,
      condition: "p.differs & \(DiffColumn.validator.bit) AND NOT p.differs & \(DiffColumn.updateDate.bit)"))
    """
  }

  /// A person was probably renamed where all of at least two files went from one name to one other, that name came from
  /// nobody else, and the old name is nobody's now. Run only where there is a name that differs.
  var people: String {
    """
    INSERT INTO diff_people
    WITH
      old_totals (name, files) AS (\(totals(old, key: "old_key", alone: "p.new_key IS NULL", names: "old_name"))),
      new_totals (name, files) AS (\(totals(new, key: "new_key", alone: "p.old_key IS NULL", names: "new_name"))),
      moved AS (
        SELECT old_name, new_name, sum(files) AS evidence,
          coalesce(nullif(sum(iif(role = 'author', files, 0)), 0), sum(files)) AS files
        FROM diff_names GROUP BY old_name, new_name
      )
    SELECT m.old_name, m.new_name, m.files
    FROM moved m
    JOIN (SELECT name, sum(files) AS files FROM old_totals GROUP BY name) o ON o.name = m.old_name
    JOIN (SELECT name, sum(files) AS files FROM new_totals GROUP BY name) n ON n.name = m.new_name
    WHERE m.evidence >= 2 AND m.evidence = o.files AND m.evidence = n.files;
    """
  }

  /// Takes back renames of people whose old name is still somebody's, if nobody was renamed to it. One of these can
  /// have vouched for the next, who took the old name: that one's goes too, for the name is somebody's.
  var withdrawPeople: String {
    let files = "\(new.schema).files f WHERE f.export_id = \(new.exportID)"
    return """
      DELETE FROM diff_people WHERE old_name IN (
        WITH RECURSIVE
          held (name) AS (
            SELECT f.author_name FROM \(files) AND f.author_name IN (SELECT old_name FROM diff_people)
            UNION
            SELECT f.validator_name FROM \(files) AND f.validator_name IN (SELECT old_name FROM diff_people)
          ),
          withdrawn (old_name, new_name) AS (
            SELECT p.old_name, p.new_name
            FROM diff_people p
            WHERE p.old_name IN (SELECT name FROM held) AND p.old_name NOT IN (SELECT new_name FROM diff_people)
            UNION
            SELECT p.old_name, p.new_name FROM withdrawn w CROSS JOIN diff_people p ON p.old_name = w.new_name
          )
        SELECT old_name FROM withdrawn);
      """
  }

  /// One row per person.
  var renamedPeople: String {
    """
    INSERT INTO changes (kind, field, old_value, new_value, files)
    SELECT 'person_renamed', 'author_name', old_name, new_name, files FROM diff_people;
    """
  }

  private func names(role: String, column: DiffColumn, condition: String) -> String {
    """
    INSERT INTO diff_names
    SELECT '\(role)', o.\(column.rawValue), n.\(column.rawValue), count(*)
    FROM diff_pairs p
    JOIN \(old.schema).files o ON o.file_key = p.old_key
    JOIN \(new.schema).files n ON n.file_key = p.new_key
    WHERE \(condition) AND o.\(column.rawValue) IS NOT NULL AND n.\(column.rawValue) IS NOT NULL
    GROUP BY 2, 3;
    """
  }

  /// How many pairs speak about each name: all that it wrote, and all that it validated and that were not saved since.
  private func totals(_ side: DiffSide, key: String, alone: String, names: String) -> String {
    let files = "\(side.schema).files f WHERE f.export_id = \(side.exportID)"
    let pairs = "diff_pairs p JOIN \(side.schema).files f ON f.file_key = p.\(key)"
    let known = "IN (SELECT \(names) FROM diff_names)"
    let saved = "p.differs & \(DiffColumn.updateDate.bit)"
    return """
      SELECT f.author_name, count(*) FROM \(files) AND f.author_name \(known) GROUP BY 1
      UNION ALL
      SELECT f.author_name, -count(*) FROM \(pairs) WHERE \(alone) AND f.author_name \(known) GROUP BY 1
      UNION ALL
      SELECT f.validator_name, count(*) FROM \(files) AND f.validator_name \(known) GROUP BY 1
      UNION ALL
      SELECT f.validator_name, -count(*) FROM \(pairs)
      WHERE (\(alone) OR \(saved)) AND f.validator_name \(known) GROUP BY 1
      """
  }
}
