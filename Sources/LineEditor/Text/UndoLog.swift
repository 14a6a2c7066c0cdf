/// The changes, so that they can be undone. Letters typed in a row are one change.
struct UndoLog {
  struct Change: Equatable {
    var location: Int
    var removed: [Character]
    var inserted: [Character]
    var cursorBefore: Int
  }

  private(set) var changes: [Change] = []
  private var isOpen = false

  mutating func record(_ change: Change) {
    if isOpen, change.removed.isEmpty, let last = changes.last, last.removed.isEmpty, Self.joins(last, change) {
      changes[changes.count - 1].inserted += change.inserted
    } else {
      changes.append(change)
    }
    isOpen = change.removed.isEmpty && change.inserted.count == 1
  }

  /// Ends the row of typed letters, as moving the cursor does.
  mutating func close() {
    isOpen = false
  }

  mutating func takeLast() -> Change? {
    isOpen = false
    return changes.popLast()
  }

  /// A letter continues the row before it, unless it starts a new word or line.
  private static func joins(_ last: Change, _ next: Change) -> Bool {
    guard next.location == last.location + last.inserted.count, let first = next.inserted.first else { return false }
    let startsWord = !first.isWhitespace && last.inserted.last?.isWhitespace == true
    return next.inserted.count == 1 && !first.isNewline && !startsWord
  }
}
