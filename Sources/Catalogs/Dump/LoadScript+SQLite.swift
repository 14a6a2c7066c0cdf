import EmbeddedSQL

extension LoadScript {
  /// For SQLite's shell: makes a catalog of this one export.
  var sqlite: String {
    let imports = tables.map { table in
      switch format(of: table) {
      case .csv: sqliteFromFields(table)
      case .jsonl: sqliteFromLines(table)
      }
    }
    return """
      --   sqlite3 dataset.db < load-sqlite.sql

      .bail on
      \(refusals)\(EmbeddedSQL.schema)
      BEGIN;
      \(imports.joined())COMMIT;
      ANALYZE;

      """
  }

  /// Ends the script where a text has a NUL character: neither the shell's import nor its `json_extract` passes one on.
  /// SQLite's shell lets a script word one error only: that of a name that is missing.
  private var refusals: String {
    tables.filter { contents[$0.name]?.own.hazards.contains(.nul) == true }.map { table in
      "SELECT * FROM \"texts of \(table.name) have NUL characters, which this script can't load\";\n"
    }.joined()
  }

  /// The shell's import knows no NULL: a column that can be null takes it for an empty field. Only a payload can be
  /// empty and not null, and its type tells.
  private func sqliteFromFields(_ table: DumpTable) -> String {
    let values = table.columns.map { column in
      switch (column.name, column.nullable) {
      case ("payload", true): "CASE payload_type WHEN 'null' THEN NULL ELSE \"payload\" END"
      case (_, true): "nullif(\"\(column.name)\", '')"
      case (_, false): "\"\(column.name)\""
      }
    }
    return """
      CREATE TEMPORARY TABLE dump_row (\(table.columnNames.map { "\"\($0)\" TEXT" }.joined(separator: ", ")));
      .import --csv --skip 1 --schema temp \(file(table)) dump_row
      INSERT INTO \(table.name) (\(DumpTable.list(table.columnNames)))
      SELECT \(values.joined(separator: ", ")) FROM temp.dump_row;
      DROP TABLE temp.dump_row;

      """
  }

  /// A line of JSON as one field: JSON never has the separator unescaped.
  private func sqliteFromLines(_ table: DumpTable) -> String {
    let values = table.columnNames.map { "json_extract(line, '$.\($0)')" }
    return """
      CREATE TEMPORARY TABLE dump_line (line TEXT);
      .mode ascii
      .separator "\\037" "\\n"
      .import --schema temp \(file(table)) dump_line
      INSERT INTO \(table.name) (\(DumpTable.list(table.columnNames)))
      SELECT \(values.joined(separator: ", ")) FROM temp.dump_line;
      DROP TABLE temp.dump_line;

      """
  }
}
