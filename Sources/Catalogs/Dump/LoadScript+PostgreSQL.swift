extension LoadScript {
  /// For psql: `\copy` reads the files where psql runs, so the server needs no access to them. Texts are compared and
  /// ordered by their bytes, as in SQLite, whatever the database's own order is.
  var postgreSQL: String {
    let copies = tables.map { table in
      switch format(of: table) {
      case .csv:
        "\\copy \(table.name) (\(DumpTable.list(table.columnNames))) FROM '\(file(table))' "
          + "WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')\n"
      case .jsonl: postgreSQLFromLines(table)
      }
    }
    let usesLines = tables.contains { format(of: $0) == .jsonl }
    let stage = usesLines ? "CREATE TEMPORARY TABLE dump_line (line json) ON COMMIT DROP;\n" : ""
    return """
      --   psql -f load-postgresql.sql

      \\set ON_ERROR_STOP on
      BEGIN;

      \(definitions(text: "text COLLATE \"C\""))
      \(stage)\(copies.joined())
      CREATE INDEX attributes_by_id ON attributes (export_id, attribute_id);
      CREATE INDEX group_attributes_by_attribute ON group_attributes (attribute_key);
      CREATE INDEX duplicates_by_original ON duplicates (original_id);

      \(SQLTexts.postgresqlFunctions)
      \(SQLTexts.engineViews)
      COMMIT;
      ANALYZE;

      """
  }

  /// A line of JSON as one field: JSON has neither the delimiter nor the quote unescaped.
  private func postgreSQLFromLines(_ table: DumpTable) -> String {
    let values = table.columns.map { "(line->>'\($0.name)')\($0.type == .integer ? "::bigint" : "")" }
    return """
      \\copy dump_line FROM '\(file(table))' WITH (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01', ENCODING 'UTF8')
      INSERT INTO \(table.name) (\(DumpTable.list(table.columnNames)))
      SELECT \(values.joined(separator: ", ")) FROM dump_line;
      TRUNCATE dump_line;

      """
  }
}
