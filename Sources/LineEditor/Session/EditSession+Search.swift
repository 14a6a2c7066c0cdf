extension EditSession {
  /// Handles a key while the history is searched.
  ///
  /// - Returns: whether the search has ended and the key is still to be handled.
  mutating func pressInSearch(_ key: Key) -> Bool {
    switch key {
    case .text(let text):
      search?.extend(text)
    case .paste(let text):
      search?.extend(String(text.prefix { !$0.isNewline }))
    case .backspace:
      search?.shorten()
    case .control("r"), .up:
      if search?.query.isEmpty == true { search?.resume(lastQuery) } else { search?.older() }
    case .control("s"), .down:
      if search?.query.isEmpty == true { search?.resume(lastQuery) } else { search?.newer() }
    case .control("g"), .control("c"):
      endSearch()
    case .escape, .tab:
      acceptMatch()
    default:
      acceptMatch()
      return true
    }
    return false
  }

  private mutating func acceptMatch() {
    if let match = search?.match, let text = browser.turn(to: match.entry, leaving: buffer.text) {
      buffer = EditBuffer(text)
      buffer.move(to: buffer.position(ofUTF8: match.range.lowerBound))
    }
    endSearch()
  }

  private mutating func endSearch() {
    if let query = search?.query, !query.isEmpty { lastQuery = query }
    search = nil
  }
}
