import ExportFormat

/// Reads rows from JSON: an object on each line, or a list of objects. Values without objects around them are rows of
/// one column.
final class JSONParser: RowParser {
  private let name: String
  private(set) var cells = UnsafeMutablePointer<Cell>.allocate(capacity: 16)
  private(set) var cellCount = 0
  private(set) var rowLine = 1
  private var line = 1
  /// The keys that were met, in that order: the columns.
  private(set) var keys: [[UInt8]] = []
  private var columns: [[UInt8]: Int] = [:]
  /// Which column each member of the last row was: most rows are alike.
  private var lastColumns: [Int] = []
  private var members: [JSONMember] = []
  private var isList = false
  private var isStarted = false
  private var isFinished = false
  /// Whether rows are objects; nil before the first.
  private var hasObjects: Bool?
  private let columnLimit: Int

  /// Whether the rows are values without objects.
  var holdsValues: Bool { hasObjects == false }

  /// The key of the column that values without objects are.
  static let valueKey = Array("value".utf8)

  /// Bytes before the end of the content where a fault can mean that more has to be read.
  private static let margin = 16

  init(name: String, columnLimit: Int) {
    self.name = name
    self.columnLimit = columnLimit
  }

  deinit { cells.deallocate() }

  func parseRow(in buffer: ByteBuffer) throws(TableFault) -> RowStep {
    var reader = JSONMembers(buffer.base, end: buffer.end, position: buffer.start)
    var next = reader.skipWhitespace()
    if reader.position >= buffer.end { return try atEnd(of: buffer) }
    if isFinished {
      throw .json(detail: "nothing is expected after the list", name: name, line: line(at: reader.position, buffer))
    }
    if !isStarted, next == UInt8(ascii: "[") {
      isList = true
      reader.skipByte()
      next = reader.skipWhitespace()
      if reader.position >= buffer.end, !buffer.isAtEnd { return .more }
    }
    if isList, isStarted, next == UInt8(ascii: ",") {
      reader.skipByte()
      next = reader.skipWhitespace()
      if reader.position >= buffer.end, !buffer.isAtEnd { return .more }
    } else if isList, next == UInt8(ascii: "]") {
      pass(to: reader.position + 1, in: buffer)
      isStarted = true
      isFinished = true
      return .blank
    } else if isList, isStarted {
      if reader.position + 1 >= buffer.end, !buffer.isAtEnd { return .more }
      throw .json(
        detail: "expected a comma or a closing bracket", name: name, line: line(at: reader.position, buffer))
    }
    let start = reader.position
    var isObject = false
    do throws(JSONFault) {
      try reader.read(into: &members, isObject: &isObject)
    } catch {
      if error.offset + Self.margin >= buffer.end, !buffer.isAtEnd { return .more }
      throw .json(detail: error.description, name: name, line: line(at: min(error.offset, buffer.end), buffer))
    }
    // A number at the end of the content can go on.
    if reader.position >= buffer.end, !buffer.isAtEnd { return .more }
    rowLine = line(at: start, buffer)
    if let hasObjects, hasObjects != isObject { throw .mixedJSON(name: name, line: rowLine) }
    hasObjects = isObject
    isStarted = true
    try fill(buffer.base, isObject: isObject)
    pass(to: reader.position, in: buffer)
    return .row
  }

  private func atEnd(of buffer: ByteBuffer) throws(TableFault) -> RowStep {
    guard buffer.isAtEnd else { return .more }
    if isList, !isFinished {
      throw .json(detail: "expected a closing bracket", name: name, line: line(at: buffer.end, buffer))
    }
    return .end
  }

  private func line(at place: Int, _ buffer: ByteBuffer) -> Int {
    line + UnsafeBufferPointer(start: buffer.base + buffer.start, count: place - buffer.start).count { $0 == 0x0A }
  }

  /// Counts lines up to a place, which the next row is looked for from.
  private func pass(to place: Int, in buffer: ByteBuffer) {
    line = line(at: place, buffer)
    buffer.start = place
  }

  /// Makes the row's cells of its members.
  private func fill(_ base: UnsafeMutablePointer<UInt8>, isObject: Bool) throws(TableFault) {
    for index in 0..<cellCount { cells[index] = .null }
    for (index, member) in members.enumerated() {
      let column = try column(of: member, index, base, isObject: isObject)
      cells[column] = Self.cell(member, base)
    }
  }

  private func column(
    of member: JSONMember, _ index: Int, _ base: UnsafeMutablePointer<UInt8>, isObject: Bool
  ) throws(TableFault) -> Int {
    var key = UnsafeMutableBufferPointer(start: base + member.key.lowerBound, count: member.key.count)
    if member.keyIsEscaped { key = UnsafeMutableBufferPointer(rebasing: key[..<JSONMembers.unescape(key)]) }
    if isObject, index < lastColumns.count, keys[lastColumns[index]].elementsEqual(key) { return lastColumns[index] }
    let bytes = isObject ? Array(key) : Self.valueKey
    let column: Int
    if let known = columns[bytes] {
      column = known
    } else {
      column = keys.count
      keys.append(bytes)
      columns[bytes] = column
      guard keys.count <= columnLimit else { throw .columnCount(keys.count, limit: columnLimit, name: name) }
      let wider = UnsafeMutablePointer<Cell>.allocate(capacity: keys.count + 15)
      wider.update(from: cells, count: cellCount)
      cells.deallocate()
      cells = wider
      (cells + cellCount).initialize(to: .null)
      cellCount += 1
    }
    if index < lastColumns.count { lastColumns[index] = column } else { lastColumns.append(column) }
    return column
  }

  private static func cell(_ member: JSONMember, _ base: UnsafeMutablePointer<UInt8>) -> Cell {
    let start = member.value.lowerBound
    var count = member.value.count
    let kind: Cell.Kind
    switch member.kind {
    case .null: return .null
    case .true: kind = .true
    case .false: kind = .false
    case .integer, .real: kind = .number
    case .text:
      kind = .text
      if member.isEscaped {
        count = JSONMembers.unescape(UnsafeMutableBufferPointer(start: base + start, count: count))
      }
    case .nested:
      kind = .nested
      count = JSONMembers.minify(member.value, in: base)
    }
    return Cell(kind: kind, offset: start, count: count)
  }

  /// The columns that a first reading met; a second can have no others.
  func know(_ keys: [[UInt8]]) {
    self.keys = keys
    for (index, key) in keys.enumerated() { columns[key] = index }
    cells.deallocate()
    cells = .allocate(capacity: max(keys.count, 1))
    cells.initialize(repeating: .null, count: keys.count)
    cellCount = keys.count
  }
}
