/// Writes the shortest escape sequences that turn what the window shows into what it should show.
///
/// It does not know where on the screen the text begins: rows are reached from the cursor's row, and a new row is made
/// by a line feed, which scrolls if it has to.
struct Painter {
  private var shown: [Row] = []
  /// The rows that exist from the first one on, empty or not.
  private var ownedRows = 1
  private var row = 0
  /// The column of the cursor; nil if the terminal may have it in another one than we think.
  private var column: Int? = 0
  private var output = ""

  /// The output that shows a frame in a window of some columns.
  mutating func paint(_ frame: Frame, columns: Int) -> String {
    output = ""
    for (index, cells) in frame.rows.enumerated() {
      paintRow(index, cells, columns)
    }
    if shown.count > frame.rows.count {
      move(toRow: frame.rows.count, column: 0)
      output += "\u{1B}[J"
    }
    shown = frame.rows
    let isLarge = output.utf8.count > 64
    move(toRow: frame.cursorRow, column: frame.cursorColumn)
    guard isLarge else { return output }
    return "\u{1B}[?25l" + output + "\u{1B}[?25h"
  }

  /// The output that erases everything shown, to start again at the same place.
  mutating func erase() -> String {
    output = ""
    move(toRow: 0, column: 0)
    output += "\r\u{1B}[J"
    self = Painter(output: output)
    return output
  }

  /// The output that erases what is shown after the window became wider or narrower; a narrower one has wrapped the
  /// rows.
  mutating func eraseAfterResize(columns: Int) -> String {
    let columns = max(columns, 1)
    let above = shown.prefix(row).reduce(0) { $0 + max(1, ($1.width + columns - 1) / columns) }
    let within = (column ?? 0) / columns
    let up = above + within
    output = up > 0 ? "\u{1B}[\(up)A" : ""
    output += "\r\u{1B}[J"
    self = Painter(output: output)
    return output
  }

  /// The output that leaves the cursor at the start of the row after everything shown.
  mutating func leave() -> String {
    output = ""
    move(toRow: max(0, shown.count - 1), column: 0)
    output += "\r\n"
    let written = output
    self = Painter()
    return written
  }

  /// The characters of a row with their styles, and nothing else.
  static func line(_ cells: Row) -> String {
    var painter = Painter()
    painter.write(cells[...])
    return painter.output
  }

  init() {}

  private init(output: String) {
    self.output = output
  }

  private mutating func paintRow(_ index: Int, _ cells: Row, _ columns: Int) {
    let old = index < shown.count ? shown[index] : []
    if index < shown.count, old == cells { return }
    if index >= shown.count, cells.isEmpty {
      if index >= ownedRows { move(toRow: index, column: 0) }
      return
    }

    // If the terminal could disagree about a width, the row is painted as a whole.
    let isIntricate = Self.isIntricate(cells) || Self.isIntricate(old)
    var start = 0
    var startColumn = 0
    if !isIntricate {
      while start < cells.count, start < old.count, cells[start] == old[start] {
        startColumn += cells[start].width
        start += 1
      }
    }
    var end = cells.count
    let oldWidth = old.width
    let newWidth = cells.width
    if !isIntricate, oldWidth == newWidth {
      var oldEnd = old.count
      while end > start, oldEnd > start, cells[end - 1] == old[oldEnd - 1] {
        end -= 1
        oldEnd -= 1
      }
    }

    move(toRow: index, column: startColumn)
    // If the terminal draws an emoji wider than we think, it must not wrap the row.
    if isIntricate { output += "\u{1B}[?7l\u{1B}[K" }
    write(cells[start..<end])
    startColumn += Row(cells[start..<end]).width
    if newWidth < oldWidth, !isIntricate { output += "\u{1B}[K" }
    if isIntricate { output += "\u{1B}[?7h" }
    // After the last column a terminal keeps the cursor on it.
    column = isIntricate || startColumn >= columns ? nil : startColumn
  }

  private mutating func write(_ cells: ArraySlice<Cell>) {
    var style = TextStyle.plain
    for cell in cells {
      if cell.style != style {
        output += cell.style.escapeSequence
        style = cell.style
      }
      output.append(cell.character)
    }
    if style != .plain { output += TextStyle.plain.escapeSequence }
  }

  private mutating func move(toRow newRow: Int, column newColumn: Int) {
    let last = min(newRow, ownedRows - 1)
    if last < row { output += "\u{1B}[\(row - last)A" }
    if last > row { output += "\u{1B}[\(last - row)B" }
    row = last
    while row < newRow {
      output += "\r\n"
      column = 0
      row += 1
      ownedRows += 1
    }
    guard column != newColumn else { return }
    if newColumn == 0 {
      output += "\r"
    } else {
      output += "\u{1B}[\(newColumn + 1)G"
    }
    column = newColumn
  }

  /// Whether terminals could disagree about the width of a row: some measure an emoji by its parts.
  private static func isIntricate(_ cells: Row) -> Bool {
    cells.contains { cell in
      cell.character.utf8.count > 3 || cell.width == 0
    }
  }
}
