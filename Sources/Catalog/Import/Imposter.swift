import CSQLiteImposter
import GRDBSQLite

/// A table that stands for the b-tree of a table or of an index, for the length of a transaction.
///
/// Rows go into a table without going into its indexes at once, and entries into an index in its own order: appending
/// takes a fraction of the time that finding a place for each does. Whoever writes through imposters writes both sides,
/// and must know that there are no others: ``CatalogShape`` tells.
/// They exist in the memory of the connection alone (<https://sqlite.org/imposter.html>), and what is written through
/// them is part of the transaction as any other change; SQLite's own bulk updates work alike
/// (<https://sqlite.org/rbu.html>).
enum Imposter: CaseIterable {
  case files, fileIDs, labels, labelIndex

  /// The table that it stands for, or whose index it stands for.
  var table: CatalogTable {
    switch self {
    case .files, .fileIDs: .files
    case .labels, .labelIndex: .groupAttributes
    }
  }

  /// The name of the index that it stands for.
  private var indexName: String? {
    switch self {
    case .fileIDs: "files_by_id"
    case .labelIndex: "group_attributes_by_attribute"
    case .files, .labels: nil
    }
  }

  private var original: String { indexName ?? table.name }

  /// Its name.
  var name: String { "pressmark_\(original)" }

  private var index: TableShape.Index? { table.declared.indexes.first { $0.name == indexName } }

  /// The b-tree's columns; those of an index are the indexed ones and then the key of the table's row.
  var columns: [String] {
    index.map { $0.parts.map { $0.column ?? table.declared.key[0] } } ?? table.columns
  }

  private var definition: String {
    let shape = table.declared
    if indexName == nil, !shape.isWithoutRowID {
      return "(" + columns.map { $0 == shape.key[0] ? "\($0) INTEGER PRIMARY KEY" : $0 }.joined(separator: ", ") + ")"
    }
    // An entry of an index that is not unique is told by all of it.
    let keyCount = index.map { $0.isUnique ? $0.parts.count(where: \.isKey) : $0.parts.count }
    let key = keyCount.map { Array(columns.prefix($0)) } ?? shape.key
    return "(\(columns.joined(separator: ", ")), PRIMARY KEY (\(key.joined(separator: ", ")))) WITHOUT ROWID"
  }

  /// Makes the imposters of some tables and of their indexes for the length of a call, within a transaction.
  ///
  /// - Parameters:
  ///   - tables: tables that were found to be exactly Pressmark's own.
  ///   - body: receives the tables that have imposters: a build of SQLite may lack them. Its statements must be gone
  ///     when it returns.
  static func with<Value>(
    of tables: Set<CatalogTable>, on connection: Connection, _ body: (Set<CatalogTable>) throws -> Value
  ) throws -> Value {
    let imposters = allCases.filter { tables.contains($0.table) }
    guard !imposters.isEmpty, try !areNamesTaken(on: connection) else { return try body([]) }
    // Since 3.51 they are read-only without this.
    let former = try connection.rows("PRAGMA writable_schema").first?.first ?? 0
    _ = try connection.rows("PRAGMA writable_schema = ON")
    defer {
      pressmark_expose(connection.handle)
      _ = try? connection.rows("PRAGMA writable_schema = \(former)")
    }
    for imposter in imposters {
      guard try imposter.make(on: connection) else { return try body([]) }
    }
    return try body(tables)
  }

  /// Whether the catalog has something with a name of an imposter's.
  private static func areNamesTaken(on connection: Connection) throws -> Bool {
    let names = allCases.map { "'\($0.name)'" }.joined(separator: ", ")
    return try !connection.rows("SELECT 1 FROM main.sqlite_master WHERE lower(name) IN (\(names)) LIMIT 1").isEmpty
  }

  /// - Returns: false where SQLite makes a table of its own instead, which is removed.
  private func make(on connection: Connection) throws -> Bool {
    let rows = try connection.rows(
      "SELECT rootpage FROM main.sqlite_master WHERE type = :type AND name = :name COLLATE NOCASE",
      parameters: ["type": indexName == nil ? "table" : "index", "name": .text(original)])
    guard let root = rows.first?.first?.integer.flatMap(Int32.init(exactly:)), root > 1 else { return false }
    try connection.whileImposing(on: root) {
      // Compiling it makes the imposter and leaves nothing to run.
      try connection.forEachStatement(in: "CREATE TABLE \(name) \(definition)") { try $0.forEachRow { _ in } }
    }
    guard try connection.rows("SELECT 1 FROM main.sqlite_master WHERE name = '\(name)'").isEmpty else {
      _ = try connection.rows("DROP TABLE main.\(name)")
      return false
    }
    return true
  }
}

extension Connection {
  fileprivate func whileImposing(on rootPage: Int32, _ body: () throws -> Void) rethrows {
    pressmark_impose(handle, rootPage)
    defer { pressmark_impose(handle, 0) }
    try body()
  }
}
