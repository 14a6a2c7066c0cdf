import GRDBSQLite

/// A value of the current row, borrowed from SQLite: valid until the next step.
public enum ResultValue {
  case null
  case integer(Int64)
  case real(Double)
  /// UTF-8 as it is stored: NUL bytes and invalid sequences included.
  case text(UnsafeRawBufferPointer)
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

/// The current row of a statement: a view, valid until the next step.
public struct ResultRow {
  // The statement that steps owns the handle and hands this view only to the body of its loop.
  let handle: OpaquePointer

  /// How many values the row has.
  public let count: Int

  /// Reads one value.
  ///
  /// - Parameter index: from 0, below ``count``.
  public subscript(index: Int) -> ResultValue {
    precondition(index >= 0 && index < count, "a row has no such column")
    let column = CInt(truncatingIfNeeded: index)
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
    case SQLITE_TEXT:
      // The text first: asking for it is what fixes the byte count.
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
