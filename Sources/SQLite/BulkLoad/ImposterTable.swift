import CSQLite

/// A table over the b-tree of another table or of an index, for the length of a transaction.
///
/// Imposters exist only in the memory of the connection (<https://sqlite.org/imposter.html>). What is written through
/// them is part of the transaction like any other change. SQLite's own bulk updates use them too
/// (<https://sqlite.org/rbu.html>).
package struct ImposterTable {
  package var name: String
  /// The table or the index of the main schema whose b-tree it uses.
  package var original: String
  package var isIndex: Bool
  /// Its columns as CREATE TABLE takes them, with what follows: `(a, b, PRIMARY KEY (a)) WITHOUT ROWID`.
  package var definition: String
  /// Makes it an index of this imposter, which has it from then on: what the b-tree holds need not belong to its rows.
  package var owner: String?

  package init(name: String, original: String, isIndex: Bool, definition: String, owner: String? = nil) {
    self.name = name
    self.original = original
    self.isIndex = isIndex
    self.definition = definition
    self.owner = owner
  }
}

extension Connection {
  /// Makes imposters for the length of a call, in a transaction.
  ///
  /// - Parameters:
  ///   - imposters: tables that were found to be exactly what their definitions say.
  ///   - body: receives whether they were made: a build of SQLite may lack them, or the names may be taken. Its statements
  ///     must be finalized when it returns.
  package func withImposters<Value>(
    _ imposters: [ImposterTable], _ body: (Bool) throws -> Value
  ) throws -> Value {
    guard !imposters.isEmpty, try !areTaken(imposters.map(\.name)) else { return try body(false) }
    // Without this they are read-only since SQLite 3.51.
    let former = try rows("PRAGMA writable_schema").first?.first ?? 0
    _ = try rows("PRAGMA writable_schema = ON")
    defer {
      pressmark_expose(handle)
      _ = try? rows("PRAGMA writable_schema = \(former)")
    }
    for imposter in imposters {
      guard try make(imposter) else { return try body(false) }
    }
    return try body(true)
  }

  private func areTaken(_ names: [String]) throws -> Bool {
    let names = names.map { "'\($0)'" }.joined(separator: ", ")
    return try !rows("SELECT 1 FROM main.sqlite_master WHERE lower(name) IN (\(names)) LIMIT 1").isEmpty
  }

  /// Makes an imposter.
  ///
  /// - Returns: false if SQLite made an ordinary table instead, which was removed.
  private func make(_ imposter: ImposterTable) throws -> Bool {
    let found = try rows(
      "SELECT rootpage FROM main.sqlite_master WHERE type = :type AND name = :name COLLATE NOCASE",
      parameters: ["type": imposter.isIndex ? "index" : "table", "name": .text(imposter.original)])
    guard let root = found.first?.first?.integer.flatMap(Int32.init(exactly:)), root > 1 else { return false }
    do {
      pressmark_impose(handle, root)
      defer { pressmark_impose(handle, 0) }
      // Compiling it makes the imposter and leaves nothing to run.
      let beginning = imposter.owner.map { "CREATE INDEX \(imposter.name) ON \($0)" } ?? "CREATE TABLE \(imposter.name)"
      try run("\(beginning) \(imposter.definition)")
    }
    guard try rows("SELECT 1 FROM main.sqlite_master WHERE name = '\(imposter.name)'").isEmpty else {
      _ = try rows("DROP \(imposter.owner == nil ? "TABLE" : "INDEX") main.\(imposter.name)")
      return false
    }
    return true
  }
}
