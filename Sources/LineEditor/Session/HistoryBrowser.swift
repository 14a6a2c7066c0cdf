/// The position in the history while Up and Down move through it. Changes to an entry are kept until the text is
/// submitted, and so is the text that was being typed.
struct HistoryBrowser {
  private let entries: [String]
  private var position: Int
  private var changed: [Int: String] = [:]

  init(entries: [String]) {
    self.entries = entries
    position = entries.count
  }

  /// Moves to an older or newer entry; after the newest comes the text that was being typed.
  ///
  /// - Parameter text: the text as it is now.
  /// - Returns: the text there, or nil at either end.
  mutating func turn(by step: Int, leaving text: String) -> String? {
    turn(to: position + step, leaving: text)
  }

  /// Moves to an entry by its index.
  mutating func turn(to newPosition: Int, leaving text: String) -> String? {
    guard (0...entries.count).contains(newPosition), newPosition != position else { return nil }
    changed[position] = text
    position = newPosition
    return changed[position] ?? (position < entries.count ? entries[position] : "")
  }
}
