/// What a session shows in the window: prompts, layout, the visible part, and what was painted.
struct Screen {
  private let prompt: StyledText
  private let continuationPrompt: StyledText
  private(set) var window: WindowSize
  private var viewport = Viewport()
  private var painter = Painter()

  init(prompt: StyledText, continuationPrompt: StyledText, window: WindowSize) {
    self.prompt = prompt
    self.continuationPrompt = continuationPrompt
    self.window = window
  }

  /// The output that moves to the start of a row, wherever the cursor is.
  ///
  /// If the cursor was at the start of a row, blanks up to the last column leave it in that row, otherwise in the next
  /// one.
  mutating func begin() -> String {
    painter = Painter()
    viewport = Viewport()
    return String(repeating: " ", count: window.columns - 1) + "\r\u{1B}[J"
  }

  mutating func begin(in window: WindowSize) -> String {
    self.window = window
    return begin()
  }

  /// The output that shows the session as it is now.
  mutating func show(_ session: EditSession) -> String {
    let view = session.view(in: window)
    let frame = viewport.frame(of: layout(view), below: view.below, window: window)
    return painter.paint(frame, columns: window.columns)
  }

  /// The output that leaves the whole text on the screen, and the cursor below it.
  mutating func finish(_ session: EditSession) -> String {
    finish(session.buffer.characters, spans: session.hooks.highlight(session.buffer.text))
  }

  /// The output that leaves an abandoned text on the screen, for the prompt to start below.
  mutating func abandon(_ text: String, _ session: EditSession) -> String {
    var spans = session.hooks.highlight(text)
    let length = text.utf8.count
    spans.append(StyledSpan(length..<length + 2, TextStyle(attributes: .reverse)))
    return finish(Array(text + "^C"), spans: spans)
  }

  /// The output that empties the screen.
  mutating func clear() -> String {
    painter = Painter()
    return "\u{1B}[H\u{1B}[2J"
  }

  /// The output that makes room for the text after the window's size changed.
  mutating func resize(to window: WindowSize) -> String {
    guard window != self.window else { return "" }
    self.window = window
    return painter.eraseAfterResize(columns: window.columns)
  }

  private mutating func finish(_ characters: [Character], spans: [StyledSpan]) -> String {
    let view = SessionView(characters: characters, spans: spans, cursor: characters.count, below: [])
    let layout = layout(view)
    let rows = (0..<layout.rowCount).map(layout.cells(ofRow:))
    var output = ""
    if (0..<layout.rowCount).contains(where: layout.continues) || layout.rowCount > window.rows {
      // Long lines are written whole and wrapped by the terminal, so that it can copy and resize them as lines.
      output += painter.erase()
      for (index, row) in rows.enumerated() {
        output += Painter.line(row)
        if !layout.continues(index) { output += "\r\n" }
      }
      painter = Painter()
    } else {
      let frame = Frame(rows: rows, cursorRow: rows.count - 1, cursorColumn: 0)
      output += painter.paint(frame, columns: window.columns) + painter.leave()
    }
    viewport = Viewport()
    return output
  }

  private func layout(_ view: SessionView) -> Layout {
    Layout(
      view.characters, spans: view.spans, cursor: view.cursor, prompt: prompt, continuationPrompt: continuationPrompt,
      columns: window.columns)
  }
}
