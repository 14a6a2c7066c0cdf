import CSQLite
import SQLText

/// A compiled statement, finalized when it goes out of scope.
///
/// See <https://sqlite.org/c3ref/stmt.html>.
public struct Statement: ~Copyable {
  let handle: OpaquePointer
  let connection: Connection

  /// The statement's own text, without white space, comments and semicolons before it.
  public let sql: String
  /// Where ``sql`` starts in the text it was compiled from, in bytes.
  public let offset: Int
  /// How many columns a row has; 0 for a statement that gives no rows.
  public let columnCount: Int

  private init(handle: OpaquePointer, connection: Connection, sql: String, offset: Int) {
    self.handle = handle
    self.connection = connection
    self.sql = sql
    self.offset = offset
    columnCount = Int(sqlite3_column_count(handle))
  }

  deinit { sqlite3_finalize(handle) }

  /// Compiles the statement that starts at an offset.
  ///
  /// - Parameters:
  ///   - text: UTF-8 without NUL.
  ///   - position: where it starts; moved to where the next one starts.
  ///   - connection: compiles it.
  /// - Returns: the statement; nil if there was only white space or a comment.
  /// - Throws: ``SQLFailure``.
  static func compile(_ text: [UInt8], at position: inout Int, on connection: Connection) throws -> Statement? {
    var handle: OpaquePointer?
    let start = position
    var end = text.count
    let code = text.withUnsafeBytes { bytes -> Int32 in
      // SQLite reads no further than the length; the tail that it returns points into the same bytes.
      guard let base = bytes.baseAddress?.assumingMemoryBound(to: CChar.self) else { return SQLITE_OK }
      var tail: UnsafePointer<CChar>?
      let length = Int32(clamping: text.count - start)
      func prepare() -> Int32 { sqlite3_prepare_v3(connection.handle, base + start, length, 0, &handle, &tail) }
      let code = connection.statements?.whileCompiling(prepare) ?? prepare()
      if let tail { end = tail - base }
      return code
    }
    guard code == SQLITE_OK else {
      throw SQLFailure.compiling(text, from: start, code: code, on: connection)
    }
    if connection.statements?.hasReplacedLike == true { connection.restoreLike() }
    position = max(end, start + 1)
    guard let handle else { return nil }
    let from = text[start..<end].firstIndex { !SQLToken.isSpace($0) && $0 != UInt8(ascii: ";") } ?? start
    return Statement(
      handle: handle, connection: connection, sql: String(decoding: text[from..<end], as: UTF8.self), offset: from)
  }

  /// The names of the result's columns, as SQLite gives them.
  public var columnNames: [String] {
    (0..<CInt(clamping: columnCount)).map { column in
      sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
    }
  }

  /// The parameters, in order, without their `:`, `@` or `$`; a nameless `?` is its number.
  public var parameterNames: [String] {
    var names: [String] = []
    for index in 0..<sqlite3_bind_parameter_count(handle) {
      let name = parameterName(index + 1)
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  private func parameterName(_ index: CInt) -> String {
    guard let name = sqlite3_bind_parameter_name(handle, index) else { return String(index) }
    return String(cString: name + 1)
  }

  /// Gives every parameter its value.
  ///
  /// See <https://sqlite.org/lang_expr.html#varparam>.
  ///
  /// - Parameter values: by name without prefix; names that the statement doesn't have are ignored.
  /// - Throws: ``SQLFailure`` with `.missingParameters` if a value is missing.
  public func bind(_ values: [String: QueryValue]) throws(SQLFailure) {
    var missing: [String] = []
    for index in 0..<sqlite3_bind_parameter_count(handle) {
      let name = parameterName(index + 1)
      guard let value = values[name] else {
        if !missing.contains(name) { missing.append(name) }
        continue
      }
      let code = bind(value, at: index + 1)
      guard code == SQLITE_OK else { throw SQLFailure.running(sql, code: code, on: connection) }
    }
    guard missing.isEmpty else {
      throw SQLFailure(
        reason: .missingParameters(missing), code: SQLITE_MISUSE,
        message: "no value for " + missing.map { ":" + $0 }.joined(separator: ", "), sql: sql,
        offset: SQLToken.offset(ofParameter: missing[0], in: sql))
    }
  }

  private func bind(_ value: QueryValue, at index: CInt) -> Int32 {
    // SQLite copies the bytes before the call returns (SQLITE_TRANSIENT, which is a cast that Swift can't import).
    let copies = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: return sqlite3_bind_null(handle, index)
    case .integer(let number): return sqlite3_bind_int64(handle, index, number)
    case .real(let number): return sqlite3_bind_double(handle, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { bytes in
          guard let start = bytes.baseAddress else { return sqlite3_bind_text(handle, index, "", 0, copies) }
          return sqlite3_bind_text64(handle, index, start, UInt64(bytes.count), copies, UInt8(SQLITE_UTF8))
        }
      }
    case .blob(let bytes):
      return bytes.withUnsafeBytes { bytes in
        bytes.isEmpty
          ? sqlite3_bind_zeroblob(handle, index, 0)
          : sqlite3_bind_blob64(handle, index, bytes.baseAddress, UInt64(bytes.count), copies)
      }
    }
  }

  /// Runs the statement and passes on its rows one at a time. Then it can be run again.
  ///
  /// See <https://sqlite.org/c3ref/step.html>.
  ///
  /// - Parameter body: receives each row, which is valid until the body returns; false ends the run.
  /// - Returns: how many rows were passed on.
  /// - Throws: ``SQLFailure`` if it fails or is interrupted, and what `body` throws.
  @discardableResult
  public func step(while body: (ResultRow) throws -> Bool) throws -> Int {
    defer { sqlite3_reset(handle) }
    let row = ResultRow(statement: handle, count: columnCount)
    var count = 0
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW:
        count += 1
        guard try body(row) else { return count }
      case SQLITE_DONE: return count
      case let code: throw SQLFailure.running(sql, code: code, on: connection)
      }
    }
  }

  /// Runs the statement and passes on all its rows.
  ///
  /// - Parameter body: receives each row, which is valid until the body returns.
  /// - Returns: how many rows there were.
  /// - Throws: ``SQLFailure`` if it fails or is interrupted, and what `body` throws.
  @discardableResult
  public func forEachRow(_ body: (ResultRow) throws -> Void) throws -> Int {
    try step { row in
      try body(row)
      return true
    }
  }
}
