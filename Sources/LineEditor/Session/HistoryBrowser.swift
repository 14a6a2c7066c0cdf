/// Where one is in the history while Up and Down turn through it. What was changed in an entry stays until the end of
/// the reading, and so does the text one came from.
struct HistoryBrowser {
  private let entries: [String]
  private var position: Int
  private var changed: [Int: String] = [:]

  init(entries: [String]) {
    self.entries = entries
    position = entries.count
  }

  /// Turns to the entry before, or to the one after; past the newest lies the text one came from.
  ///
  /// - Parameter text: The text as it is now.
  /// - Returns: The text there, or nil at either end.
  mutating func turn(by step: Int, leaving text: String) -> String? {
    turn(to: position + step, leaving: text)
  }

  /// Turns to an entry by its index.
  mutating func turn(to newPosition: Int, leaving text: String) -> String? {
    guard (0...entries.count).contains(newPosition), newPosition != position else { return nil }
    changed[position] = text
    position = newPosition
    return changed[position] ?? (position < entries.count ? entries[position] : "")
  }
}
