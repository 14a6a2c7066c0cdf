import ControlText

/// The script that loads a dump into another database.
///
/// It is run in the dump's own folder, by the database's own shell, into an empty database or schema.
struct LoadScript {
  enum Engine: String, CaseIterable {
    case duckdb, postgresql, sqlite

    /// What it would misread in CSV.
    var avoids: DumpContent.Hazards {
      switch self {
      case .duckdb: []
      case .postgresql: .endMarker
      case .sqlite: .emptyText
      }
    }
  }

  /// What the files of a table hold.
  struct Content {
    var own: DumpContent
    /// As JSON Lines, where there is a second file.
    var lines: DumpContent?
  }

  let engine: Engine
  let format: DumpFormat
  let tables: [DumpTable]
  /// By table.
  let contents: [String: Content]
  let export: String

  var text: String {
    let head = "-- Loads the export \(Self.comment(export)), as \"pressmark dump\" wrote it. In this folder:\n"
    return switch engine {
    case .duckdb: head + duckDB
    case .postgresql: head + postgreSQL
    case .sqlite: head + sqlite
    }
  }

  /// A name for a comment: control characters, which could end the line, become spaces.
  private static func comment(_ name: String) -> String {
    var text = ""
    ControlText.forEachScalar(in: name) { scalar, isControl in text.unicodeScalars.append(isControl ? " " : scalar) }
    return text
  }

  /// How a table is loaded.
  func format(of table: DumpTable) -> DumpFormat {
    guard format == .csv, let hazards = contents[table.name]?.own.hazards else { return format }
    return engine.avoids.isDisjoint(with: hazards) ? .csv : .jsonl
  }

  /// The longest row of the file that is loaded, in bytes.
  func longestRow(of table: DumpTable) -> Int {
    guard let content = contents[table.name] else { return 0 }
    return (format(of: table) == format ? content.own : content.lines ?? content.own).longest
  }

  func file(_ table: DumpTable) -> String { format(of: table).fileName(of: table) }

  /// The tables, in the words that DuckDB and PostgreSQL share.
  var definitions: String {
    tables.map { table in
      var lines = table.columns.map { column in
        "  \"\(column.name)\" \(column.type == .integer ? "bigint" : "text")\(column.nullable ? "" : " NOT NULL")"
      }
      lines.append("  PRIMARY KEY (\(DumpTable.list(table.primaryKey)))")
      lines += table.uniqueKeys.map { "  UNIQUE (\(DumpTable.list($0)))" }
      lines += table.foreignKeys.map { key in
        "  FOREIGN KEY (\(DumpTable.list(key.columns))) REFERENCES \(key.table) (\(DumpTable.list(key.referencedColumns)))"
      }
      return "CREATE TABLE \(table.name) (\n\(lines.joined(separator: ",\n"))\n);\n"
    }.joined()
  }

  /// The two views that say most, in the words that DuckDB and PostgreSQL share.
  static let views = """
    CREATE VIEW objects AS
    SELECT e.name AS export, f.file_id,
      resolve_key(e.project_id, f.file_id, t.storage_project_id, d.original_id) AS storage_key,
      'project_' || coalesce(nullif(t.storage_project_id, 0), nullif(e.project_id, 0)) AS bucket,
      coalesce(nullif(d.original_id, ''), f.file_id) AS object_id,
      f.status, f.file_type, f.file_name, f.export_id, f.file_key
    FROM files f
    JOIN exports e ON e.export_id = f.export_id
    LEFT JOIN duplicates d ON d.file_key = f.file_key
    LEFT JOIN transfers t ON t.file_key = f.file_key;

    CREATE VIEW annotations AS
    SELECT e.name AS export, f.file_id, f.file_name, f.file_type, f.status, f.author_name, f.validator_name,
      f.upload_date, f.update_date, g.group_no, g.uid, ga.position, a.attribute_id, a.level_order, a.name, a.payload,
      a.payload_type, f.export_id, f.file_key, a.attribute_key
    FROM exports e
    JOIN files f ON f.export_id = e.export_id
    JOIN attribute_groups g ON g.file_key = f.file_key
    JOIN group_attributes ga ON ga.file_key = g.file_key AND ga.group_no = g.group_no
    JOIN attributes a ON a.attribute_key = ga.attribute_key;

    """
}
