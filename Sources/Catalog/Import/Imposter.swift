import CSQLiteImposter
import GRDBSQLite

/// A table that stands for the b-tree of a table or of an index, for the length of an import.
///
/// Rows go into a table without going into its indexes at once, and entries into an index in its own order: appending
/// takes a fraction of the time that finding a place for each does. Whoever writes through imposters writes both sides.
/// They exist in the memory of the connection alone (<https://sqlite.org/imposter.html>), and what is written through
/// them is part of the transaction as any other change; SQLite's own bulk updates work alike
/// (<https://sqlite.org/rbu.html>).
enum Imposter: CaseIterable {
  case files, fileIDs, labels, labelIndex

  /// Its name.
  var name: String {
    switch self {
    case .files: "pressmark_files"
    case .fileIDs: "pressmark_files_by_id"
    case .labels: "pressmark_group_attributes"
    case .labelIndex: "pressmark_group_attributes_by_attribute"
    }
  }

  /// The table or index whose b-tree it stands for.
  private var original: String { String(name.dropFirst("pressmark_".count)) }

  /// The b-tree's columns; those of an index are the indexed ones and then the key of the table's row.
  private var definition: String {
    switch self {
    case .files:
      """
      (file_key INTEGER PRIMARY KEY, export_id, file_id, file_name, file_type, status, author_name, validator_name, \
      upload_date, update_date, related_duplicates, digest, extra)
      """
    case .fileIDs: "(export_id, file_id, file_key, PRIMARY KEY (export_id, file_id)) WITHOUT ROWID"
    case .labels:
      "(file_key, group_no, position, attribute_key, PRIMARY KEY (file_key, group_no, position)) WITHOUT ROWID"
    case .labelIndex:
      """
      (attribute_key, file_key, group_no, position, PRIMARY KEY (attribute_key, file_key, group_no, position)) \
      WITHOUT ROWID
      """
    }
  }

  /// Makes all imposters for the length of a call, within a transaction.
  ///
  /// - Parameters:
  ///   - areWanted: false for an import without them, which comes to the same.
  ///   - body: receives whether there are imposters: a build of SQLite may lack them. Its statements must be gone when it
  ///     returns.
  static func withAll<Value>(
    on connection: Connection, areWanted: Bool, _ body: (Bool) throws -> Value
  ) throws -> Value {
    guard areWanted else { return try body(false) }
    // Since 3.51 they are read-only without this.
    _ = try connection.rows("PRAGMA writable_schema = ON")
    defer {
      pressmark_expose(connection.handle)
      _ = try? connection.rows("PRAGMA writable_schema = OFF")
    }
    for imposter in allCases {
      guard try imposter.make(on: connection) else { return try body(false) }
    }
    return try body(true)
  }

  /// - Returns: false where SQLite makes a table of its own instead, which is removed.
  private func make(on connection: Connection) throws -> Bool {
    let rows = try connection.rows("SELECT rootpage FROM sqlite_master WHERE name = '\(original)'")
    guard let root = rows.first?.first?.integer else { return false }
    try connection.whileImposing(on: Int32(truncatingIfNeeded: root)) {
      // Compiling it makes the imposter and leaves nothing to run.
      try connection.forEachStatement(in: "CREATE TABLE \(name) \(definition)") { try $0.forEachRow { _ in } }
    }
    guard try connection.rows("SELECT 1 FROM sqlite_master WHERE name = '\(name)'").isEmpty else {
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
