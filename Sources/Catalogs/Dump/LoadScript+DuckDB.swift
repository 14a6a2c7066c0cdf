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

      \(definitions)
      \(inserts.joined())
      \(Self.duckDBFunctions)
      \(Self.views)
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

  /// `resolve_key` and `media_name` as macros. As in Pressmark, null, the number 0 and '' count as absent, and whole
  /// reals as integers.
  static let duckDBFunctions = """
    CREATE OR REPLACE MACRO key_part(value) AS CASE
      WHEN typeof(value) = 'VARCHAR' THEN nullif(CAST(value AS VARCHAR), '')
      WHEN TRY_CAST(value AS DOUBLE) = 0 THEN NULL
      WHEN (typeof(value) IN ('DOUBLE', 'FLOAT') OR starts_with(typeof(value), 'DECIMAL'))
        AND TRY_CAST(value AS DOUBLE) = trunc(TRY_CAST(value AS DOUBLE))
        AND TRY_CAST(value AS BIGINT) IS NOT NULL THEN CAST(TRY_CAST(value AS BIGINT) AS VARCHAR)
      ELSE CAST(value AS VARCHAR)
    END;
    CREATE OR REPLACE MACRO resolve_key
      (project_id, file_id, rebound_project, rebound) AS
        'project_' || coalesce(key_part(rebound_project), key_part(project_id))
        || '/' || coalesce(key_part(rebound), key_part(file_id)),
      (project_id, file_id, rebound_project) AS
        'project_' || coalesce(key_part(rebound_project), key_part(project_id)) || '/' || key_part(file_id),
      (project_id, file_id) AS
        'project_' || key_part(project_id) || '/' || key_part(file_id);
    CREATE OR REPLACE MACRO media_name(file_id, rebound, file_name) AS CASE
      WHEN contains(file_name, '.')
      THEN coalesce(key_part(rebound), key_part(file_id)) || '.' || regexp_extract(file_name, '[^.]*$')
    END;

    """
}
