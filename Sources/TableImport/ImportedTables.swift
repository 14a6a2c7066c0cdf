package import SQLite

/// The tables that were imported on a connection, which a later import can replace.
package struct ImportedTables {
  /// The statements that made them, by their names in lower case.
  private var statements: [String: String] = [:]

  package init() {}

  /// Whether a table is one of them; not so where it was dropped, and another one was made.
  package func contains(_ name: String, on connection: Connection) throws -> Bool {
    guard let statement = statements[name.lowercased()] else { return false }
    return try Self.statement(of: name, on: connection)?.utf8.elementsEqual(statement.utf8) ?? false
  }

  mutating func add(_ name: String, on connection: Connection) throws {
    statements[name.lowercased()] = try Self.statement(of: name, on: connection)
  }

  private static func statement(of name: String, on connection: Connection) throws -> String? {
    try connection.rows(
      "SELECT sql FROM sqlite_temp_master WHERE type = 'table' AND name = :name COLLATE NOCASE",
      parameters: ["name": .text(name)]
    ).first?.first?.text
  }
}
