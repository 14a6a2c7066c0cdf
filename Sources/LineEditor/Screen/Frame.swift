/// What the window should show: some rows from the prompt on, and the cursor.
struct Frame: Equatable {
  var rows: [Row]
  var cursorRow: Int
  var cursorColumn: Int
}

/// The window, in characters.
struct WindowSize: Equatable, Sendable {
  var columns: Int
  var rows: Int
}

/// Chooses the rows of a text that fit into the window, so that the cursor is among them and rows move little.
struct Viewport {
  private var top = 0

  /// - Parameter below: rows to show below the text, cut so that at least one row is left for the text.
  mutating func frame(of layout: Layout, below: [Row], window: WindowSize) -> Frame {
    let below = below.prefix(max(0, window.rows - 1))
    let height = max(1, window.rows - below.count)
    let cursor = layout.cursor
    if cursor.row < top { top = cursor.row }
    if cursor.row >= top + height { top = cursor.row - height + 1 }
    top = max(0, min(top, layout.rowCount - height))
    let shown = top..<min(top + height, layout.rowCount)
    return Frame(
      rows: shown.map(layout.cells(ofRow:)) + below, cursorRow: cursor.row - top,
      cursorColumn: min(cursor.column, window.columns - 1))
  }
}
