extension Connection {
  /// Sets pragmas for the length of a call, outside of any transaction, and then restores their values.
  ///
  /// See <https://sqlite.org/pragma.html>.
  ///
  /// - Parameters:
  ///   - pragmas: their names and values; `foreign_keys` and others can't change within a transaction.
  ///   - body: what runs under them.
  package func withPragmas<Value>(_ pragmas: [(name: String, value: String)], _ body: () throws -> Value) throws
    -> Value
  {
    var former: [(name: String, value: String)] = []
    defer {
      for (name, value) in former.reversed() { _ = try? rows("PRAGMA \(name) = \(value)") }
    }
    for (name, value) in pragmas {
      // A pragma that this build of SQLite does not know gives no row.
      guard let old = try rows("PRAGMA \(name)").first?.first else { continue }
      // The value 2 is written as a word.
      former.append((name, name == "secure_delete" && old == 2 ? "FAST" : old.description))
      _ = try rows("PRAGMA \(name) = \(value)")
    }
    return try body()
  }
}
