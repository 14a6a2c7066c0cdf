import ByteText
import SQLText
package import SQLite
package import TableInput

/// Brings the table of a file into a connection as a temporary table, wholly or not at all. The database itself can be
/// open for reading only.
///
/// ```swift
/// let report = try TableImport(path: "preds.csv").run(on: connection)
/// report.name  // preds
/// ```
package struct TableImport {
  package typealias Progress = TableFile.Progress

  /// What was made.
  package struct Report: Equatable, Sendable {
    package var name: String
    package var rowCount: Int
    package var columns: [TableColumn]
    /// The columns that have an index.
    package var indexed: [String]
    /// Whether a table of the same name was imported before, and is gone.
    package var isReplacement: Bool
    package var remarks: [TableRemark]
  }

  package var path: String
  /// The table's name; nil for one made of the file's.
  package var name: String?
  package var options: TableOptions

  package init(path: String, name: String? = nil, options: TableOptions = TableOptions()) {
    self.path = path
    self.name = name
    self.options = options
  }

  /// Reads the file, and makes the table.
  ///
  /// - Parameters:
  ///   - connection: gets the table.
  ///   - imported: the tables that were imported before on the connection: one of the same name is replaced. This one is
  ///     added.
  ///   - report: is told now and then how far it is; what it throws undoes all.
  /// - Throws: ``TableImportError``, ``TableFault``, `InputError`, `SQLFailure`, `DatabaseFault`.
  package func run(
    on connection: Connection, imported: inout ImportedTables, report: @escaping (Progress) throws -> Void = { _ in }
  ) throws -> Report {
    let name = self.name ?? TableName.name(for: path) { SQLKeywords.reserved.contains($0.uppercased()) }
    let isReplacement = try check(name, on: connection, imported)
    let file = try TableFile(path, options: options, report: report)
    let feed = CellFeed()
    let source = VirtualTable(name: "pressmark_import", columns: file.columns.indices.map { "c\($0)" }) {
      CellCursor.make(over: feed)
    }
    let place = "temp.\(SchemaNames.quoted(name))"
    let keys = file.columns.filter(Self.isKey).prefix(4)
    do {
      try connection.withVirtualTables([source], module: "pressmark_import") {
        try connection.atOnce {
          if isReplacement { try connection.run("DROP TABLE \(place)") }
          let columns = file.columns.map { "\(SchemaNames.quoted($0.name)) \($0.kind.declaration)" }
          try connection.run("CREATE TABLE \(place) (\(columns.joined(separator: ", ")))")
          feed.kinds = file.columns.map(\.kind)
          try connection.withStatement("INSERT INTO \(place) SELECT * FROM temp.pressmark_import") { insertion in
            try file.forEachBatch { batch in
              feed.batch = batch
              try insertion.run()
              if feed.hasMismatch { throw TableFault.changed(name: file.name) }
            }
          }
          for (number, column) in keys.enumerated() {
            try connection.run(
              "CREATE INDEX temp.\(SchemaNames.quoted("\(name)_key_\(number + 1)")) "
                + "ON \(SchemaNames.quoted(name)) (\(SchemaNames.quoted(column.name)))")
          }
        }
      }
    } catch {
      // Only temporary files are written, also where the database may be.
      throw connection.meaning(of: error, during: .reading)
    }
    try imported.add(name, on: connection)
    return Report(
      name: name, rowCount: file.rowCount, columns: file.columns, indexed: keys.map(\.name),
      isReplacement: isReplacement, remarks: file.remarks)
  }

  /// Checks that a table can have the name.
  ///
  /// - Returns: whether one is replaced.
  private func check(_ name: String, on connection: Connection, _ imported: ImportedTables) throws -> Bool {
    guard !name.isEmpty, !name.utf8.contains(0), !name.lowercased().hasPrefix("sqlite_") else {
      throw TableImportError.badName(name)
    }
    guard let table = try SchemaNames(on: connection).table(name) else { return false }
    guard try table.database == "temp" && imported.contains(name, on: connection) else {
      throw TableImportError.nameTaken(table.name, isView: table.isView, database: table.database)
    }
    return true
  }

  /// Whether joins look for the column: the catalog's own names for files and objects, and ids under any name.
  ///
  /// SQLite makes an index for a join by itself, but not for a subquery that runs for each row: NOT EXISTS over 20,000
  /// ids would read each of them for each file.
  private static func isKey(_ column: TableColumn) -> Bool {
    column.holdsIDs || ["file_id", "file_name", "storage_key", "media_name"].contains(column.name.lowercased())
  }
}

extension TableColumn.Kind {
  /// The type in SQL.
  package var declaration: String {
    switch self {
    case .text: "TEXT"
    case .integer: "INTEGER"
    case .real: "REAL"
    }
  }
}

extension Connection {
  /// Runs a body whose changes are kept all, or none if it throws; also within a transaction.
  fileprivate func atOnce(_ body: () throws -> Void) throws {
    try run("SAVEPOINT pressmark_import")
    do {
      try body()
      try run("RELEASE pressmark_import")
    } catch {
      // Some errors end the whole transaction.
      if isInTransaction { try? run("ROLLBACK TO pressmark_import; RELEASE pressmark_import") }
      throw error
    }
  }
}
