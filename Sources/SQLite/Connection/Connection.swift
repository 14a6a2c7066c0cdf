import CSQLite

/// A connection to a database, lent for the length of a call.
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
  /// What keeps people's statements from writing where they must not.
  var statements: StatementGuard?
  /// How long another process's lock is waited for.
  var busyTimeout = Duration.zero

  /// Compiles the statements of a text one after the other, and hands over each before the next is compiled, so
  /// that a statement can use what the one before it made.
  ///
  /// - Parameters:
  ///   - text: any number of statements, with comments.
  ///   - body: receives each statement; it ends when the body does.
  /// - Throws: ``SQLFailure`` where a statement does not compile, and what `body` throws.
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
  /// - Throws: ``SQLFailure`` where it does not compile or holds no statement, and what `body` throws.
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

  /// Whether a transaction that somebody typed is still open.
  public var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Cancels the statement that runs on the connection, which then throws ``SQLFailure`` with `.interrupted`.
  ///
  /// To be called while a statement runs: from the body of a loop, or a report of ``withProgress(every:_:during:)``.
  /// See <https://sqlite.org/c3ref/interrupt.html>.
  public func interrupt() { sqlite3_interrupt(handle) }
}
