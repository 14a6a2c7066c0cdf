extension LoadScript {
  /// For psql: `\copy` reads the files where psql runs, so the server needs no access to them.
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

      \(definitions)
      \(stage)\(copies.joined())
      CREATE INDEX attributes_by_id ON attributes (export_id, attribute_id);
      CREATE INDEX group_attributes_by_attribute ON group_attributes (attribute_key);
      CREATE INDEX duplicates_by_original ON duplicates (original_id);

      \(Self.postgreSQLFunctions)
      \(Self.views)
      COMMIT;
      ANALYZE;

      """
  }

  /// A line of JSON as one field: neither the delimiter nor the quote can stand in JSON unescaped.
  private func postgreSQLFromLines(_ table: DumpTable) -> String {
    let values = table.columns.map { "(line->>'\($0.name)')\($0.type == .integer ? "::bigint" : "")" }
    return """
      \\copy dump_line FROM '\(file(table))' WITH (FORMAT csv, DELIMITER E'\\x02', QUOTE E'\\x01', ENCODING 'UTF8')
      INSERT INTO \(table.name) (\(DumpTable.list(table.columnNames)))
      SELECT \(values.joined(separator: ", ")) FROM dump_line;
      TRUNCATE dump_line;

      """
  }

  /// `resolve_key` and `media_name`, for numbers and for text. As in Pressmark, null, the number 0 and '' count as
  /// absent, and whole numbers lose their fraction.
  static let postgreSQLFunctions = """
    CREATE FUNCTION resolve_key(project_id numeric, file_id text, rebound_project numeric DEFAULT NULL,
      rebound text DEFAULT NULL) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT 'project_' || coalesce(trim_scale(nullif(rebound_project, 0)), trim_scale(nullif(project_id, 0)))::text
        || '/' || coalesce(nullif(rebound, ''), nullif(file_id, ''))
    $$;
    CREATE FUNCTION resolve_key(project_id text, file_id text, rebound_project text DEFAULT NULL,
      rebound text DEFAULT NULL) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT 'project_' || coalesce(nullif(rebound_project, ''), nullif(project_id, ''))
        || '/' || coalesce(nullif(rebound, ''), nullif(file_id, ''))
    $$;
    CREATE FUNCTION media_name(file_id text, rebound text, file_name text) RETURNS text
      LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT CASE WHEN strpos(file_name, '.') > 0
        THEN coalesce(nullif(rebound, ''), nullif(file_id, '')) || '.' || substring(file_name from '[^.]*$') END
    $$;

    """
}
