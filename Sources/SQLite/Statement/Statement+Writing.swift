import CSQLite

extension Connection {
  /// Compiles a statement, which the caller owns.
  ///
  /// - Parameter sql: one statement.
  /// - Throws: ``SQLFailure`` if it does not compile, or if the text holds no statement.
  package func statement(_ sql: String) throws -> Statement {
    var position = 0
    guard let statement = try Statement.compile(Array(sql.utf8), at: &position, on: self) else {
      throw SQLFailure(reason: .other, code: SQLITE_MISUSE, message: "there is no statement in it", sql: sql)
    }
    return statement
  }

  /// How many rows the last statement inserted, changed or deleted; those of triggers do not count.
  /// See <https://sqlite.org/c3ref/changes.html>.
  package var changeCount: Int64 { sqlite3_changes64(handle) }

  /// How many rows were inserted, changed or deleted since the connection was opened.
  /// See <https://sqlite.org/c3ref/total_changes.html>.
  package var totalChangeCount: Int64 { sqlite3_total_changes64(handle) }
}

extension Statement {
  /// Runs a statement that gives no rows.
  package func run() throws(SQLFailure) {
    defer { sqlite3_reset(handle) }
    let code = sqlite3_step(handle)
    guard code == SQLITE_DONE else { throw SQLFailure.running(sql, code: code, on: connection) }
  }

  /// Runs an insertion.
  ///
  /// - Returns: how many rows it inserted; those of triggers do not count.
  package func insertedRows() throws(SQLFailure) -> Int {
    try run()
    return Int(connection.changeCount)
  }
}
