import DisplayWidth

/// A terminal as a person sees it: applies output to a grid of characters.
///
/// It knows what the editor sends and records what it does not know, so that a test can tell.
struct DisplayTerminal {
  private(set) var grid: [[Character]]
  private(set) var row = 0
  private(set) var column = 0
  private(set) var unknown: [String] = []
  private(set) var columns: Int
  private(set) var rows: Int
  /// Lines that were scrolled out at the top.
  private(set) var scrolledOut: [String] = []
  /// The characters drawn with a style other than plain, in order.
  private(set) var styled = ""

  private var wraps = true
  private var isStyled = false
  private var pendingWrap = false
  private var unread: [UInt8] = []

  /// What the second column of a wide character holds.
  private static let filler: Character = "\u{0}"

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    grid = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The rows, without blanks at their ends and without empty rows at the end.
  var lines: [String] {
    var lines = grid.map(Self.line)
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  mutating func write(_ output: String) {
    write(Array(output.utf8))
  }

  /// Takes bytes as they come; the beginning of a sequence or a character waits for its end.
  mutating func write(_ bytes: [UInt8]) {
    unread += bytes
    var position = 0
    while position < unread.count {
      guard let length = unitLength(at: position) else { break }
      apply(Array(unread[position..<position + length]))
      position += length
    }
    unread.removeFirst(position)
  }

  /// A window of another size; rows that are too long are wrapped, as most terminals do.
  mutating func resize(columns: Int, rows: Int) {
    var newGrid: [[Character]] = []
    var newCursor = (row: 0, column: 0)
    for (index, line) in grid.enumerated() {
      let used = (line.lastIndex { $0 != " " } ?? -1) + 1
      let needed = max(1, (used + columns - 1) / columns, index == row ? column / columns + 1 : 1)
      if index == row { newCursor = (newGrid.count + column / columns, column % columns) }
      for part in 0..<needed {
        let cells = line.dropFirst(part * columns).prefix(columns)
        newGrid.append(Array(cells) + Array(repeating: " ", count: columns - cells.count))
      }
    }
    while newGrid.count > rows, newGrid.last?.allSatisfy({ $0 == " " }) == true, newGrid.count - 1 > newCursor.row {
      newGrid.removeLast()
    }
    let excess = max(0, newGrid.count - rows)
    scrolledOut += newGrid.prefix(excess).map(Self.line)
    newGrid.removeFirst(excess)
    while newGrid.count < rows { newGrid.append(Array(repeating: " ", count: columns)) }
    (self.columns, self.rows, grid) = (columns, rows, newGrid)
    (row, column) = (max(0, newCursor.row - excess), newCursor.column)
    pendingWrap = false
  }

  private static func line(_ cells: [Character]) -> String {
    var line = String(cells.filter { $0 != filler })
    while line.last == " " { line.removeLast() }
    return line
  }

  /// The length of the control, sequence or run of text at a position, or nil while it is incomplete.
  private func unitLength(at start: Int) -> Int? {
    let rest = unread[start...]
    if rest.first == 0x1B {
      guard rest.count > 1 else { return nil }
      guard rest[start + 1] == UInt8(ascii: "[") else { return 2 }
      return rest.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }.map { $0 - start + 1 }
    }
    if let first = rest.first, first < 0x20 { return 1 }
    // Text is taken as a whole, for its clusters; a piece that ends within a character waits.
    let text = rest.prefix { $0 >= 0x20 && $0 != 0x1B }
    if text.endIndex == unread.endIndex, String(validating: text, as: UTF8.self) == nil { return nil }
    return text.count
  }

  private mutating func apply(_ unit: [UInt8]) {
    switch unit[0] {
    case 0x0D:
      column = 0
      pendingWrap = false
    case 0x0A:
      lineFeed()
    case 0x1B:
      applySequence(String(decoding: unit.dropFirst(), as: UTF8.self))
    case 0..<0x20:
      unknown.append("control \(unit[0])")
    default:
      for character in String(decoding: unit, as: UTF8.self) { put(character) }
    }
  }

  private mutating func put(_ character: Character) {
    let width = DisplayWidth.of(character)
    if width == 0 {
      return
    }
    if pendingWrap || column + width > columns {
      if wraps {
        column = 0
        lineFeed()
      } else {
        column = columns - width
      }
      pendingWrap = false
    }
    grid[row][column] = character
    for extra in 1..<max(width, 2) where extra < width { grid[row][column + extra] = Self.filler }
    if isStyled { styled.append(character) }
    column += width
    if column >= columns {
      column = columns - 1
      pendingWrap = wraps
    }
  }

  private mutating func lineFeed() {
    pendingWrap = false
    if row == rows - 1 {
      scrolledOut.append(Self.line(grid.removeFirst()))
      grid.append(Array(repeating: " ", count: columns))
    } else {
      row += 1
    }
  }

  private mutating func applySequence(_ sequence: String) {
    guard let final = sequence.last, sequence.first == "[" else {
      unknown.append(sequence)
      return
    }
    let parameters = sequence.dropFirst().dropLast()
    let number = Int(parameters) ?? 1
    if final != "m", final != "h", final != "l" { pendingWrap = false }
    switch (final, parameters) {
    case ("A", _): row = max(0, row - number)
    case ("B", _): row = min(rows - 1, row + number)
    case ("C", _): column = min(columns - 1, column + number)
    case ("G", _): column = min(columns - 1, number - 1)
    case ("H", ""): (row, column) = (0, 0)
    case ("K", ""): blank(row, from: column)
    case ("J", ""):
      blank(row, from: column)
      for below in row + 1..<max(row + 1, rows) { blank(below, from: 0) }
    case ("J", "2"):
      for any in 0..<rows { blank(any, from: 0) }
    case ("m", _): isStyled = parameters != "0" && parameters != ""
    case ("h", "?7"): wraps = true
    case ("l", "?7"): wraps = false
    case ("h", "?25"), ("l", "?25"), ("h", "?2004"), ("l", "?2004"): break
    default: unknown.append(sequence)
    }
  }

  private mutating func blank(_ row: Int, from column: Int) {
    for index in column..<columns { grid[row][index] = " " }
  }
}
