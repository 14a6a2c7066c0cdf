/// Reads the rows of a delimited file (RFC 4180, and what else is in use).
///
/// SwiftCSV would do this with Foundation, which the program does without, and holds a file in memory whole; it tells no
/// empty field from `""`. This one works within the buffer and copies nothing.
final class DelimitedParser: RowParser {
  let dialect: Dialect
  private let name: String
  private(set) var cells = UnsafeMutablePointer<Cell>.allocate(capacity: 64)
  private(set) var cellCount = 0
  private var capacity = 64
  private(set) var rowLine: Int
  private var line: Int
  /// What nothing between separators is.
  var emptyKind: Cell.Kind
  /// How many fields a row must have; nil for any.
  var expected: Int?
  /// What was met in fields without quotes.
  private(set) var marks = FieldMarks()
  private(set) var blankLines = 0

  /// - Parameter line: the number of the first line.
  init(_ dialect: Dialect, name: String, line: Int = 1) {
    self.dialect = dialect
    self.name = name
    self.line = line
    rowLine = line
    emptyKind = dialect.marksNull ? .empty : .null
  }

  deinit { cells.deallocate() }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  func parseRow(in buffer: ByteBuffer) throws(TableFault) -> RowStep {
    let base = buffer.base
    let end = buffer.end
    let isAtEnd = buffer.isAtEnd
    var place = buffer.start
    if place == end { return isAtEnd ? .end : .more }
    // A line feed can't be a separator, so that it stands for none.
    let separator = dialect.separator ?? 0x0A
    let hasQuotes = dialect.hasQuotes
    let endsAtCarriageReturn = dialect.endsAtCarriageReturn
    rowLine = line
    cellCount = 0
    var seen: UInt8 = 0
    var isPlain = true
    while true {
      if hasQuotes, place < end, base[place] == Self.quote {
        let first = place + 1
        var isEscaped = false
        place = first
        while true {
          while place < end, base[place] != Self.quote {
            seen |= base[place]
            place &+= 1
          }
          guard place < end else {
            if isAtEnd { throw .unclosedQuote(name: name, line: self.line(of: first - 1, in: buffer)) }
            return .more
          }
          guard place + 1 < end, base[place + 1] == Self.quote else {
            break
          }
          isEscaped = true
          place += 2
        }
        if place + 1 == end, !isAtEnd { return .more }
        add(Cell(kind: place == first ? .text : .quoted, isEscaped: isEscaped, offset: first, count: place - first))
        isPlain = false
        place += 1
      } else {
        let first = place
        var hasBackslash = false
        while place < end {
          let byte = base[place]
          if byte == separator || byte == 0x0A { break }
          if byte == 0x0D, endsAtCarriageReturn || place + 1 == end || base[place + 1] == 0x0A { break }
          if byte == Self.backslash { hasBackslash = true }
          seen |= byte
          place &+= 1
        }
        if place == end, !isAtEnd { return .more }
        let count = place - first
        if count == 0 {
          add(Cell(kind: emptyKind, offset: first, count: 0))
        } else {
          add(Cell(kind: .bare, isEscaped: hasBackslash, offset: first, count: count))
          if hasBackslash || base[first] == Self.quote { isPlain = false }
        }
      }
      if place == end { break }
      let byte = base[place]
      if byte == separator, byte != 0x0A {
        place += 1
        continue
      }
      if byte == 0x0A {
        place += 1
        break
      }
      guard byte == 0x0D else {
        throw .textAfterQuote(name: name, line: self.line(of: place, in: buffer), field: cellCount)
      }
      if place + 1 == end {
        guard isAtEnd else { return .more }
        place += 1
      } else if base[place + 1] == 0x0A {
        place += 2
      } else if endsAtCarriageReturn {
        place += 1
      } else {
        throw .textAfterQuote(name: name, line: self.line(of: place, in: buffer), field: cellCount)
      }
      break
    }
    let rowStart = buffer.start
    buffer.start = place
    line += 1
    if cellCount == 1, cells[0].count == 0, Int(cells[0].offset) == rowStart {
      blankLines += 1
      return .blank
    }
    if seen >= 0x80 { try checkUTF8(base, rowStart) }
    if let expected, cellCount != expected {
      throw .fieldCount(cellCount, expected: expected, name: name, line: rowLine)
    }
    if !isPlain { resolve(base) }
    return .row
  }

  private func add(_ cell: Cell) {
    if cellCount == capacity {
      let wider = UnsafeMutablePointer<Cell>.allocate(capacity: capacity * 2)
      wider.update(from: cells, count: cellCount)
      cells.deallocate()
      cells = wider
      capacity *= 2
    }
    (cells + cellCount).initialize(to: cell)
    cellCount += 1
  }

  private func checkUTF8(_ base: UnsafeMutablePointer<UInt8>, _ rowStart: Int) throws(TableFault) {
    for index in 0..<cellCount {
      let cell = cells[index]
      let bytes = UnsafeBufferPointer(start: base + Int(cell.offset), count: Int(cell.count))
      guard let fault = UTF8Fault.find(in: bytes) else { continue }
      let place = Int(cell.offset) + fault
      let before = UnsafeBufferPointer(start: base + rowStart, count: place - rowStart)
      let lineStart = before.lastIndex { $0 == 0x0A || $0 == 0x0D && dialect.endsAtCarriageReturn }.map { $0 + 1 } ?? 0
      throw .notUTF8(
        base[place], name: name, line: rowLine + Self.lineBreaks(before, dialect), column: before.count - lineStart + 1)
    }
  }

  /// The line of a place in the current row.
  private func line(of place: Int, in buffer: ByteBuffer) -> Int {
    let before = UnsafeBufferPointer(start: buffer.base + buffer.start, count: max(0, place - buffer.start))
    return rowLine + Self.lineBreaks(before, dialect)
  }

  private static func lineBreaks(_ bytes: UnsafeBufferPointer<UInt8>, _ dialect: Dialect) -> Int {
    let feeds = bytes.count { $0 == 0x0A }
    return feeds == 0 && dialect.endsAtCarriageReturn ? bytes.count { $0 == 0x0D } : feeds
  }

  /// Replaces what stands for something else, and counts the lines within quotes.
  private func resolve(_ base: UnsafeMutablePointer<UInt8>) {
    for index in 0..<cellCount {
      let cell = cells[index]
      let bytes = UnsafeMutableBufferPointer(start: base + Int(cell.offset), count: Int(cell.count))
      switch cell.kind {
      case .quoted:
        line += Self.lineBreaks(UnsafeBufferPointer(bytes), dialect)
        if cell.isEscaped { cells[index].count = UInt32(Self.undoubled(bytes)) }
      case .bare where !dialect.hasQuotes:
        if dialect.marksNull, bytes.count == 2, bytes[0] == Self.backslash, bytes[1] == UInt8(ascii: "N") {
          marks.nulls += 1
          cells[index].kind = .null
          continue
        }
        marks.note(UnsafeBufferPointer(bytes))
        if cell.isEscaped, dialect.hasEscapes { cells[index].count = UInt32(FieldMarks.unescape(bytes)) }
      default: break
      }
      cells[index].isEscaped = false
    }
  }

  /// Makes one quote of two, in place.
  private static func undoubled(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var written = 0
    var read = 0
    while read < bytes.count {
      bytes[written] = bytes[read]
      written += 1
      read += bytes[read] == quote ? 2 : 1
    }
    return written
  }
}
