import CSQLite

/// A value of the current row, borrowed: valid until the next step.
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

/// A row of a result: a view, valid until the next one is read.
public struct ResultRow {
  // Who steps owns what the view looks at, and hands it only to the body of a loop.
  private enum Source {
    case statement(OpaquePointer)
    case record(UnsafeRawBufferPointer)
  }

  private let source: Source

  /// How many values the row has.
  public let count: Int

  /// The row that a statement stands at.
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
