extension LoadScript {
  /// For DuckDB's shell, or any of its clients that runs a file's statements.
  var duckDB: String {
    let inserts = tables.map { table in
      let columns = table.columns.map { "'\($0.name)': '\($0.type == .integer ? "BIGINT" : "VARCHAR")'" }
        .joined(separator: ", ")
      let reader =
        switch format(of: table) {
        case .csv:
          "read_csv('\(file(table))', auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
            + "nullstr = '', allow_quoted_nulls = false, parallel = false, columns = {\(columns)}"
            + duckDBLimits(table) + ")"
        case .jsonl:
          "read_json('\(file(table))', format = 'newline_delimited', columns = {\(columns)}\(duckDBLimits(table)))"
        }
      return "INSERT INTO \(table.name) SELECT \(DumpTable.list(table.columnNames)) FROM \(reader);\n"
    }
    return """
      --   duckdb dataset.duckdb < load-duckdb.sql

      BEGIN;

      \(definitions(text: "text"))
      \(inserts.joined())
      \(SQLTexts.duckdbFunctions)
      \(SQLTexts.engineViews)
      COMMIT;

      """
  }

  /// What DuckDB must be told of rows longer than it expects: 2 MB in CSV, 16 MB in JSON.
  private func duckDBLimits(_ table: DumpTable) -> String {
    let longest = longestRow(of: table)
    switch format(of: table) {
    case .csv: return longest > 1_000_000 ? ", max_line_size = \(longest + 1), buffer_size = \(2 * longest + 1)" : ""
    case .jsonl: return longest > 8_000_000 ? ", maximum_object_size = \(longest + 1)" : ""
    }
  }
}
