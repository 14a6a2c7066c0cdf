import CSQLite

/// A connection to a database, lent for the length of a call: it must not be kept.
///
/// ```swift
/// try catalog.withConnection { connection in
///   try connection.forEachStatement(in: "SELECT 1; SELECT 2") { statement in
///     try statement.forEachRow { row in print(row.copy) }
///   }
/// }
/// ```
public struct Connection {
  // Borrowed: the database owns the handle, and lends it only to the body of `withConnection`.
  let handle: OpaquePointer
  /// Keeps statements that people type from writing where they must not.
  var statements: StatementGuard?
  /// How long another process's lock is waited for.
  var busyTimeout = Duration.zero

  /// Compiles the statements of a text one after the other, and passes on each before the next is compiled, so that a
  /// statement can use what the one before it made.
  ///
  /// - Parameters:
  ///   - text: any number of statements, with comments.
  ///   - body: receives each statement, which is finalized when the body returns.
  /// - Throws: ``SQLFailure`` if a statement does not compile, and what `body` throws.
  public func forEachStatement(in text: String, _ body: (borrowing Statement) throws -> Void) throws {
    let bytes = Array(text.utf8)
    if let nul = bytes.firstIndex(of: 0) {
      throw SQLFailure(
        reason: .nulInText, code: SQLITE_ERROR, message: "the text holds a NUL character", sql: text, offset: nul)
    }
    var position = 0
    while position < bytes.count {
      if let statement = try Statement.compile(bytes, at: &position, on: self) { try body(statement) }
    }
  }

  /// Compiles a text that holds one statement, and lends it.
  ///
  /// ```swift
  /// try connection.withStatement("SELECT name FROM exports WHERE export_id = :id") { statement in
  ///   try statement.bind(["id": 1])
  ///   try statement.forEachRow { row in print(row[0].copy) }
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - text: one statement, with comments.
  ///   - body: receives the statement, which is finalized when the body returns.
  /// - Returns: what `body` returns.
  /// - Throws: ``SQLFailure`` if the text does not compile or holds no statement, and what `body` throws.
  @discardableResult
  public func withStatement<Value>(_ text: String, _ body: (borrowing Statement) throws -> Value) throws -> Value {
    var result: Value?
    try forEachStatement(in: text) { statement in
      if result == nil { result = try body(statement) }
    }
    guard let result else {
      throw SQLFailure(reason: .other, code: SQLITE_MISUSE, message: "there is no statement in it", sql: text)
    }
    return result
  }

  /// Whether a transaction is open. See <https://sqlite.org/c3ref/get_autocommit.html>.
  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Cancels the statement that runs on the connection, which then throws ``SQLFailure`` with `.interrupted`.
  ///
  /// To be called while a statement runs: from the body of a loop, or a report of ``withProgress(every:_:during:)``.
  /// See <https://sqlite.org/c3ref/interrupt.html>.
  public func interrupt() { sqlite3_interrupt(handle) }
}
