extension EditSession {
  /// Handles the keys that move the cursor.
  ///
  /// - Returns: whether the key is one of them.
  mutating func move(_ key: Key, goal: Int?, wasBrowsing: Bool) -> Bool {
    let cursor = buffer.cursor
    switch key {
    case .left, .control("b"): buffer.move(to: cursor - 1)
    case .right, .control("f"): buffer.move(to: cursor + 1)
    case .wordLeft, .meta("b"): buffer.move(to: buffer.wordStart(before: cursor))
    case .wordRight, .meta("f"): buffer.move(to: buffer.wordEnd(after: cursor))
    case .home, .control("a"): buffer.move(to: buffer.lineStart(of: cursor))
    case .end, .control("e"): buffer.move(to: buffer.lineEnd(of: cursor))
    case .textStart, .meta("<"): buffer.move(to: 0)
    case .textEnd, .meta(">"): buffer.move(to: buffer.characters.count)
    case .up, .control("p"): moveVertically(by: -1, goal: goal, wasBrowsing: wasBrowsing)
    case .down, .control("n"): moveVertically(by: 1, goal: goal, wasBrowsing: wasBrowsing)
    case .meta("p"), .pageUp: browse(by: -1)
    case .meta("n"), .pageDown: browse(by: 1)
    default: return false
    }
    return true
  }

  /// Handles the keys that change the text.
  ///
  /// - Returns: whether the key is one of them.
  @discardableResult
  mutating func change(_ key: Key, lastYank: Range<Int>?) -> Bool {
    let cursor = buffer.cursor
    switch key {
    case .text(let text):
      buffer.insert(text)
    case .paste(let text):
      buffer.insert(text)
    case .metaEnter:
      buffer.insert("\n")
    case .backspace:
      if cursor > 0 { buffer.remove(cursor - 1..<cursor) }
    case .delete:
      if cursor < buffer.characters.count { buffer.remove(cursor..<cursor + 1) }
    case .control("t"):
      buffer.transpose()
    case .control("_"):
      buffer.undo()
    case .control("k"), .control("u"), .control("w"), .meta("d"), .wordDelete, .metaBackspace:
      cut(key)
    case .control("y"):
      yank()
    case .meta("y"):
      yankAgain(lastYank)
    case .meta("u"), .meta("l"), .meta("c"):
      changeCase(key)
    default:
      return false
    }
    return true
  }

  private mutating func cut(_ key: Key) {
    let cursor = buffer.cursor
    switch key {
    case .control("k"):
      let end = buffer.lineEnd(of: cursor)
      // At the end of a line, the line is joined with the next one.
      let upper = end == cursor ? min(end + 1, buffer.characters.count) : end
      killRing.add(buffer.remove(cursor..<upper), .forward)
    case .control("u"):
      let start = buffer.lineStart(of: cursor)
      let lower = start == cursor ? max(start - 1, 0) : start
      killRing.add(buffer.remove(lower..<cursor), .backward)
    case .control("w"):
      killRing.add(buffer.remove(buffer.chunkStart(before: cursor)..<cursor), .backward)
    case .metaBackspace:
      killRing.add(buffer.remove(buffer.wordStart(before: cursor)..<cursor), .backward)
    default:
      killRing.add(buffer.remove(cursor..<buffer.wordEnd(after: cursor)), .forward)
    }
  }

  private mutating func yank() {
    guard let text = killRing.current else { return }
    let start = buffer.cursor
    buffer.insert(text)
    yanked = min(start, buffer.cursor)..<buffer.cursor
  }

  /// Replaces the text just pasted by the one cut before it.
  private mutating func yankAgain(_ lastYank: Range<Int>?) {
    guard let range = lastYank else { return }
    killRing.turn()
    guard let text = killRing.current else { return }
    buffer.replace(range, with: text)
    yanked = min(range.lowerBound, buffer.cursor)..<buffer.cursor
  }

  private mutating func changeCase(_ key: Key) {
    let range = buffer.cursor..<buffer.wordEnd(after: buffer.cursor)
    let word = buffer.text(in: range)
    switch key {
    case .meta("u"): buffer.replace(range, with: word.uppercased())
    case .meta("l"): buffer.replace(range, with: word.lowercased())
    default:
      let start = word.firstIndex { $0.isLetter } ?? word.startIndex
      buffer.replace(
        range, with: word[..<start] + word[start...].prefix(1).uppercased() + word[start...].dropFirst().lowercased())
    }
  }

  private mutating func moveVertically(by step: Int, goal: Int?, wasBrowsing: Bool) {
    let start = buffer.lineStart(of: buffer.cursor)
    let end = buffer.lineEnd(of: buffer.cursor)
    let isOutermost = step < 0 ? start == 0 : end == buffer.characters.count
    if wasBrowsing || isOutermost {
      browse(by: step)
      return
    }
    let column = goal ?? buffer.cursor - start
    let lineStart = step < 0 ? buffer.lineStart(of: start - 1) : end + 1
    buffer.move(to: min(lineStart + column, buffer.lineEnd(of: lineStart)))
    goalColumn = column
  }

  private mutating func browse(by step: Int) {
    isBrowsing = true
    guard let text = browser.turn(by: step, leaving: buffer.text) else { return }
    buffer = EditBuffer(text)
  }
}
