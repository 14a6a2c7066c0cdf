/// The text being edited as grapheme clusters, and the cursor before one of them.
///
/// Lines are separated by `"\n"`; other line ends become it. All changes go through `replace`, so that all can be
/// undone.
struct EditBuffer {
  private(set) var characters: [Character] = []
  private(set) var cursor = 0
  private var undoLog = UndoLog()

  init(_ text: String = "") {
    characters = Array(Self.normalized(text))
    cursor = characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }

  func text(in range: Range<Int>) -> String { String(characters[range]) }

  // MARK: Changes

  mutating func insert(_ text: String) {
    replace(cursor..<cursor, with: text)
  }

  /// Replaces characters and puts the cursor after the new ones. If these join with a neighbour to one character, as a
  /// combining accent does with its letter, the neighbour is replaced too.
  mutating func replace(_ range: Range<Int>, with newText: String) {
    let newText = Self.normalized(newText)
    guard !range.isEmpty || !newText.isEmpty else { return }
    var range = range
    let left = range.lowerBound > 0 ? String(characters[range.lowerBound - 1]) : ""
    let right = range.upperBound < characters.count ? String(characters[range.upperBound]) : ""
    var inserted = Array(left + newText + right)
    var cursorInside = Array(left + newText).count

    if let first = characters[..<range.lowerBound].last, inserted.first == first {
      inserted.removeFirst()
      cursorInside -= 1
    } else if !left.isEmpty {
      range = range.lowerBound - 1..<range.upperBound
    }
    if let last = characters[range.upperBound...].first, inserted.last == last {
      inserted.removeLast()
    } else if !right.isEmpty {
      range = range.lowerBound..<range.upperBound + 1
    }
    cursorInside = min(cursorInside, inserted.count)

    undoLog.record(
      .init(
        location: range.lowerBound, removed: Array(characters[range]), inserted: inserted, cursorBefore: cursor))
    characters.replaceSubrange(range, with: inserted)
    cursor = range.lowerBound + cursorInside
  }

  /// Removes characters and returns their text; the cursor ends where they were.
  @discardableResult
  mutating func remove(_ range: Range<Int>) -> String {
    let removed = text(in: range)
    replace(range, with: "")
    return removed
  }

  /// Replaces the whole text; the cursor is at its end.
  mutating func replaceAll(with newText: String) {
    replace(0..<characters.count, with: newText)
  }

  /// Swaps the character before the cursor with the one at it (at the end of a line: with the one before), and moves
  /// on.
  mutating func transpose() {
    var position = cursor
    if position == lineEnd(of: position) { position -= 1 }
    guard position > lineStart(of: cursor), position < characters.count else { return }
    let swapped = String(characters[position]) + String(characters[position - 1])
    replace(position - 1..<position + 1, with: swapped)
  }

  /// Undoes the last change.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  mutating func undo() -> Bool {
    guard let change = undoLog.takeLast() else { return false }
    characters.replaceSubrange(
      change.location..<change.location + change.inserted.count, with: change.removed)
    cursor = change.cursorBefore
    return true
  }

  // MARK: Moving

  mutating func move(to position: Int) {
    cursor = min(max(position, 0), characters.count)
    undoLog.close()
  }

  /// The start of the line at a position.
  func lineStart(of position: Int) -> Int {
    characters[..<position].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }

  /// The end of the line at a position: its line break or the end of the text.
  func lineEnd(of position: Int) -> Int {
    characters[position...].firstIndex(of: "\n") ?? characters.count
  }

  /// The end of the word at or after a position.
  func wordEnd(after position: Int) -> Int {
    var end = position
    while end < characters.count, !Self.isWordCharacter(characters[end]) { end += 1 }
    while end < characters.count, Self.isWordCharacter(characters[end]) { end += 1 }
    return end
  }

  /// The start of the word before a position.
  func wordStart(before position: Int) -> Int {
    var start = position
    while start > 0, !Self.isWordCharacter(characters[start - 1]) { start -= 1 }
    while start > 0, Self.isWordCharacter(characters[start - 1]) { start -= 1 }
    return start
  }

  /// The start of the run without white space before a position.
  func chunkStart(before position: Int) -> Int {
    var start = position
    while start > 0, characters[start - 1].isWhitespace { start -= 1 }
    while start > 0, !characters[start - 1].isWhitespace { start -= 1 }
    return start
  }

  // MARK: Offsets

  /// A position as the number of bytes of UTF-8 before it.
  func utf8Offset(of position: Int) -> Int {
    characters[..<position].reduce(0) { $0 + $1.utf8.count }
  }

  /// The position at an offset in bytes of UTF-8, or the one before it.
  func position(ofUTF8 offset: Int) -> Int {
    var remaining = offset
    for (index, character) in characters.enumerated() {
      let length = character.utf8.count
      if remaining < length { return index }
      remaining -= length
    }
    return characters.count
  }

  private static func isWordCharacter(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  private static func normalized(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    return String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
  }
}
