import EmbeddedSQL
import ExportFormat
import SQLite

/// A table that Pressmark writes, as only `schema.sql` declares it: see ``declared``.
enum CatalogTable: String, CaseIterable, Sendable {
  case exports, files, attributes, duplicates, transfers, media, rejects
  case attributeGroups = "attribute_groups"
  case groupAttributes = "group_attributes"
  case labelCounts = "label_counts"

  var name: String { rawValue }

  /// The table as `schema.sql` makes it.
  var declared: TableShape { DeclaredSchema.tables[self] ?? TableShape(name: name) }

  /// The names of its columns, in the order of `schema.sql`.
  var columns: [String] { declared.columns.map(\.name) }

  /// The columns that came with a later version than the table, which an older catalog can lack.
  var laterColumns: [String] {
    switch self {
    case .exports: ["newest_date"]
    case .files: RecordField.later.compactMap(\.declaration.column)
    default: []
    }
  }

  /// The statement that inserts one row; each value is the parameter that has its column's name.
  ///
  /// - Parameter columns: the columns that get values, nil for all; the others get their defaults.
  func insertion(of columns: [String]? = nil) -> String {
    let columns = columns ?? self.columns
    return """
      INSERT INTO main.\(name) (\(columns.joined(separator: ", ")))
      VALUES (\(columns.map { ":" + $0 }.joined(separator: ", ")))
      """
  }
}

/// The tables as `schema.sql` makes them, read from a database in memory.
enum DeclaredSchema {
  static var tables: [CatalogTable: TableShape] { content.tables }

  /// The statements that make its indexes, by name.
  static var indexes: [String: String] { content.indexes }

  /// The version of the schema.
  static var version: Int64 { content.version }

  private typealias Content = (tables: [CatalogTable: TableShape], indexes: [String: String], version: Int64)

  private static let content: Content = {
    do {
      return try read()
    } catch {
      preconditionFailure("schema.sql makes the tables that it declares: \(error)")
    }
  }()

  private static func read() throws -> Content {
    try Database(inMemory: { try $0.run(EmbeddedSQL.schema) }).withConnection { connection in
      let tables: [CatalogTable: TableShape] = try CatalogTable.allCases.reduce(into: [:]) { tables, table in
        tables[table] = try TableShape(named: table.name, on: connection)
      }
      let made = try connection.rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
      let indexes = Dictionary(uniqueKeysWithValues: made.map { ($0[0].description, $0[1].description) })
      return (tables, indexes, try connection.userVersion(of: "main"))
    }
  }
}

extension Connection {
  /// The version of a database's schema, as its header says.
  func userVersion(of schema: String) throws -> Int64 {
    try rows("PRAGMA \(schema).user_version").first?.first?.integer ?? 0
  }
}
