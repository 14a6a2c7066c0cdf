/// What was changed, so that it can be taken back. Letters typed one after another are one change.
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

  /// Ends the run of typed letters, as moving the cursor does.
  mutating func close() {
    isOpen = false
  }

  mutating func takeLast() -> Change? {
    isOpen = false
    return changes.popLast()
  }

  /// A letter continues the run before it; the first one of a new word or line does not.
  private static func joins(_ last: Change, _ next: Change) -> Bool {
    guard next.location == last.location + last.inserted.count, let first = next.inserted.first else { return false }
    let startsWord = !first.isWhitespace && last.inserted.last?.isWhitespace == true
    return next.inserted.count == 1 && !first.isNewline && !startsWord
  }
}
