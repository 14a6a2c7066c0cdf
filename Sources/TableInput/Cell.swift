/// A field of a row: what was read, and where its bytes are in the buffer.
package struct Cell: BitwiseCopyable {
  package enum Kind: UInt8, BitwiseCopyable {
    case null
    /// Text without quotes, which a number may be meant by.
    case bare
    /// Text in quotes. Some programs put all in quotes, so that it can be meant for a number too.
    case quoted
    /// Text for certain: a string of JSON, or an empty text.
    case text
    /// A number of JSON.
    case number
    case `true`, `false`
    /// A list or an object of JSON, minified.
    case nested
    /// Nothing between two tabs, before it is known whether that is the empty text or NULL.
    case empty
  }

  package var kind: Kind
  /// Whether its bytes still have escapes: backslashes, or doubled quotes.
  var isEscaped = false
  package var offset: UInt32
  package var count: UInt32

  static let null = Cell(kind: .null, offset: 0, count: 0)

  init(kind: Kind, isEscaped: Bool = false, offset: Int, count: Int) {
    self.kind = kind
    self.isEscaped = isEscaped
    // A buffer is shorter than 4 GiB.
    self.offset = UInt32(truncatingIfNeeded: offset)
    self.count = UInt32(truncatingIfNeeded: count)
  }
}

/// Whole rows of a table, whose bytes are in one buffer: valid until the call that lends it returns.
package final class CellBatch {
  /// The cells, row by row.
  package private(set) var cells: UnsafeMutablePointer<Cell>
  /// What the offsets of cells count from.
  package internal(set) var base: UnsafePointer<UInt8>
  package let columnCount: Int
  package private(set) var rowCount = 0
  let rowLimit: Int

  init(columnCount: Int, base: UnsafePointer<UInt8>) {
    self.columnCount = columnCount
    self.base = base
    rowLimit = max(1, min(8192, 65536 / max(columnCount, 1)))
    cells = .allocate(capacity: rowLimit * columnCount)
  }

  deinit { cells.deallocate() }

  var isFull: Bool { rowCount == rowLimit }

  func clear(base: UnsafePointer<UInt8>) {
    rowCount = 0
    self.base = base
  }

  /// Adds a row; the buffer must not be refilled before the batch is cleared.
  func append(_ row: UnsafePointer<Cell>) {
    (cells + rowCount * columnCount).update(from: row, count: columnCount)
    rowCount += 1
  }
}
