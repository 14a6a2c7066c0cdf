/// The positions of a text's characters in a window of some width: long lines are wrapped, and each line has its
/// prompt. Cells are only made for the rows that are asked for.
struct Layout {
  /// The characters of a row, and the prompt before them.
  private struct RowPlan {
    enum Lead {
      case prompt, continuation, nothing
    }

    var lead: Lead
    var start: Int
    var startOffset: Int
    var end: Int
  }

  private let characters: [Character]
  private let columns: Int
  private let promptRow: Row
  private let continuationRow: Row
  private let styles: StyleMap
  private let rows: [RowPlan]

  /// The place of the cursor.
  let cursor: (row: Int, column: Int)

  var rowCount: Int { rows.count }

  /// - Parameters:
  ///   - cursor: its position among the characters.
  ///   - columns: the width of the window, in columns.
  init(
    _ characters: [Character], spans: [StyledSpan], cursor: Int, prompt: StyledText, continuationPrompt: StyledText,
    columns: Int
  ) {
    self.characters = characters
    self.columns = columns
    // A prompt leaves room for some text after it, however narrow the window is.
    promptRow = Row(prompt, fitting: max(0, columns - 8))
    continuationRow = Row(continuationPrompt, fitting: max(0, columns - 8))

    let promptWidth = promptRow.width
    let continuationWidth = continuationRow.width
    var plan = RowPlan(lead: .prompt, start: 0, startOffset: 0, end: 0)
    var planned: [RowPlan] = []
    var place = (row: 0, column: 0)
    var column = promptWidth
    var offset = 0

    func beginRow(_ lead: RowPlan.Lead, at position: Int) {
      plan.end = position
      planned.append(plan)
      plan = RowPlan(lead: lead, start: position, startOffset: offset, end: position)
      column = lead == .continuation ? continuationWidth : 0
    }

    for (position, character) in characters.enumerated() {
      let isBreak = character == "\n"
      var width = isBreak ? 0 : GlyphMaker.width(of: character, atColumn: column, of: columns)
      if column + width > columns, column > 0 {
        beginRow(.nothing, at: position)
        width = GlyphMaker.width(of: character, atColumn: column, of: columns)
      }
      if position == cursor {
        // The cursor before a line break can't be after the last column.
        if column >= columns { beginRow(.nothing, at: position) }
        place = (planned.count, column)
      }
      offset += character.utf8.count
      if isBreak {
        beginRow(.continuation, at: position)
        plan.start = position + 1
      } else {
        column += width
      }
    }
    if cursor >= characters.count {
      if column >= columns { beginRow(.nothing, at: characters.count) }
      place = (planned.count, column)
    }
    plan.end = characters.count
    planned.append(plan)
    rows = planned
    self.cursor = place
    styles = StyleMap(spans: spans, length: offset)
  }

  /// Whether a row continues in the next one without a line break, with its last column filled.
  func continues(_ row: Int) -> Bool {
    row + 1 < rows.count && rows[row + 1].lead == .nothing && cells(ofRow: row).width == columns
  }

  /// The cells of a row.
  func cells(ofRow index: Int) -> Row {
    let plan = rows[index]
    var cells =
      switch plan.lead {
      case .prompt: promptRow
      case .continuation: continuationRow
      case .nothing: Row()
      }
    cells.reserveCapacity(columns)
    var column = cells.width
    var glyphs = GlyphMaker(styles: styles, offset: plan.startOffset)
    for character in characters[plan.start..<plan.end] {
      for cell in glyphs.cells(for: character, atColumn: column, of: columns) {
        cells.append(cell)
        column += cell.width
      }
    }
    return cells
  }
}
