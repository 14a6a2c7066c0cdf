import CSQLite

/// A value of the current row, borrowed: valid until the next row is read.
public enum ResultValue {
  /// NULL.
  case null
  /// An INTEGER.
  case integer(Int64)
  /// A REAL.
  case real(Double)
  /// The bytes of a TEXT as they are stored: UTF-8, with NUL bytes and invalid sequences if there are any.
  case text(UnsafeRawBufferPointer)
  /// The bytes of a BLOB.
  case blob(UnsafeRawBufferPointer)

  /// A copy that outlives the row. Invalid UTF-8 is repaired with U+FFFD.
  public var copy: QueryValue {
    switch self {
    case .null: .null
    case .integer(let number): .integer(number)
    case .real(let number): .real(number)
    case .text(let bytes): .text(String(decoding: bytes, as: UTF8.self))
    case .blob(let bytes): .blob(Array(bytes))
    }
  }
}

/// A row of a result, borrowed: valid until the next row is read.
public struct ResultRow {
  // The loop that steps owns these bytes, and lends them only to its body.
  private enum Source {
    case statement(OpaquePointer)
    case record(UnsafeRawBufferPointer)
  }

  private let source: Source

  /// How many values the row has.
  public let count: Int

  /// The current row of a statement.
  init(statement: OpaquePointer, count: Int) {
    source = .statement(statement)
    self.count = count
  }

  /// A row that a ``RowRecord`` holds.
  init(record: UnsafeRawBufferPointer, count: Int) {
    source = .record(record)
    self.count = count
  }

  /// Reads one value.
  ///
  /// - Parameter index: from 0, below ``count``.
  public subscript(index: Int) -> ResultValue {
    precondition(index >= 0 && index < count, "a row has no such column")
    switch source {
    case .statement(let handle): return Self.value(of: handle, CInt(truncatingIfNeeded: index))
    case .record(let bytes): return RowRecord.value(in: bytes, at: index)
    }
  }

  private static func value(of handle: OpaquePointer, _ column: CInt) -> ResultValue {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
    case SQLITE_TEXT:
      // The text first, then its length: see <https://sqlite.org/c3ref/column_blob.html>.
      let start = UnsafeRawPointer(sqlite3_column_text(handle, column))
      return .text(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(handle, column)
      return .blob(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    default: return .null
    }
  }

  /// Copies of all the values.
  public var copy: [QueryValue] { (0..<count).map { self[$0].copy } }
}
