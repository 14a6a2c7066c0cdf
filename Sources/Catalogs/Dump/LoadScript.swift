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
  ///
  /// - Parameter text: the type of a text.
  func definitions(text: String) -> String {
    tables.map { table in
      var lines = table.columns.map { column in
        "  \"\(column.name)\" \(column.type == .integer ? "bigint" : text)\(column.nullable ? "" : " NOT NULL")"
      }
      lines.append("  PRIMARY KEY (\(DumpTable.list(table.primaryKey)))")
      lines += table.uniqueKeys.map { "  UNIQUE (\(DumpTable.list($0)))" }
      lines += table.foreignKeys.map { key in
        "  FOREIGN KEY (\(DumpTable.list(key.columns))) REFERENCES \(key.table) (\(DumpTable.list(key.referencedColumns)))"
      }
      return "CREATE TABLE \(table.name) (\n\(lines.joined(separator: ",\n"))\n);\n"
    }.joined()
  }
}
