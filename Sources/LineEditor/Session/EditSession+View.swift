import DisplayWidth

/// What a session shows, apart from the prompts.
struct SessionView {
  var characters: [Character]
  var spans: [StyledSpan]
  var cursor: Int
  /// Rows below the text: the list of candidates, or the query of a search.
  var below: [Row]
}

extension EditSession {
  func view(in window: WindowSize) -> SessionView {
    if let search { return view(of: search, window) }
    return SessionView(
      characters: buffer.characters, spans: hooks.highlight(buffer.text), cursor: buffer.cursor,
      below: menu?.rows(in: window) ?? [])
  }

  private func view(of search: HistorySearch, _ window: WindowSize) -> SessionView {
    let label = search.isFailing && !search.query.isEmpty ? EditorMessages.failingSearch : EditorMessages.search
    let line = StyledText(label, style: TextStyle(attributes: .dim)) + StyledText(search.query)
    let below = [Row(line, fitting: window.columns)]

    guard let match = search.match, let text = search.matchedText else {
      return SessionView(
        characters: buffer.characters, spans: hooks.highlight(buffer.text), cursor: buffer.cursor, below: below)
    }
    let found = EditBuffer(text)
    let spans = hooks.highlight(found.text) + [StyledSpan(match.range, TextStyle(attributes: [.bold, .underline]))]
    return SessionView(
      characters: found.characters, spans: spans, cursor: found.position(ofUTF8: match.range.lowerBound), below: below)
  }
}
