extension EditSession {
  /// Completes the text at the cursor: a single candidate is inserted; of several, their common beginning is inserted
  /// and they are listed.
  mutating func complete() {
    let result = hooks.complete(buffer.text, buffer.utf8Offset(of: buffer.cursor))
    let start = buffer.position(ofUTF8: result.replaceRange.lowerBound)
    let end = buffer.position(ofUTF8: result.replaceRange.upperBound)
    guard let first = result.candidates.first, start <= end else {
      if purpose == .statement { indent() }
      return
    }
    if result.candidates.count == 1 {
      buffer.replace(start..<end, with: first.text)
      return
    }
    let typed = buffer.text(in: start..<end)
    let common = Self.commonPrefix(of: result.candidates)
    let extends = common.count > typed.count && common.lowercased().hasPrefix(typed.lowercased())
    if extends { buffer.replace(start..<end, with: common) } else { buffer.move(to: end) }
    menu = CompletionMenu(candidates: result.candidates, start: start, original: extends ? common : typed)
  }

  /// Handles a key while the list of candidates is shown.
  ///
  /// - Returns: whether the list was closed and the key is still to be handled.
  mutating func pressInMenu(_ key: Key) -> Bool {
    switch key {
    case .tab:
      turnMenu(by: 1)
    case .backTab:
      turnMenu(by: -1)
    case .down where menu?.selected != nil:
      turnMenu(by: 1)
    case .up where menu?.selected != nil:
      turnMenu(by: -1)
    case .escape, .control("g"):
      if let menu, menu.selected != nil { put(menu.original) }
      menu = nil
    case .enter where menu?.selected != nil:
      // Enter accepts the candidate; a second Enter submits the text.
      menu = nil
    default:
      menu = nil
      return true
    }
    return false
  }

  private mutating func turnMenu(by step: Int) {
    menu?.turn(by: step)
    if let candidate = menu?.selected { put(candidate.text) }
  }

  /// Replaces the inserted candidate by a text.
  private mutating func put(_ text: String) {
    guard let menu else { return }
    buffer.replace(menu.start..<menu.start + menu.insertedLength, with: text)
    self.menu?.insertedLength = buffer.cursor - menu.start
  }

  /// If there is nothing to complete, Tab indents, but only before the first word of a line.
  private mutating func indent() {
    let line = buffer.lineStart(of: buffer.cursor)..<buffer.cursor
    if !line.isEmpty || buffer.characters.contains("\n"), buffer.characters[line].allSatisfy(\.isWhitespace) {
      buffer.insert("  ")
    }
  }

  private static func commonPrefix(of candidates: [CompletionResult.Candidate]) -> String {
    guard var common = candidates.first?.text[...] else { return "" }
    for candidate in candidates.dropFirst() {
      let length = zip(common, candidate.text).prefix { $0.utf8.elementsEqual($1.utf8) }.count
      common = common.prefix(length)
    }
    return String(common)
  }
}
