/// The last texts that were cut, to be pasted. Cuts in a row are one text.
struct KillRing {
  enum Direction {
    case forward, backward
  }

  private static let limit = 32
  private var texts: [String] = []
  private var isOpen = false
  private var position = 0

  /// The text to paste: the last one cut, or the one selected by ``turn()``.
  var current: String? {
    texts.isEmpty ? nil : texts[position]
  }

  mutating func add(_ text: String, _ direction: Direction) {
    guard !text.isEmpty else { return }
    if isOpen, let last = texts.last {
      texts[texts.count - 1] = direction == .forward ? last + text : text + last
    } else {
      texts.append(text)
      if texts.count > Self.limit { texts.removeFirst() }
    }
    position = texts.count - 1
    isOpen = true
  }

  /// Selects the text cut before the current one.
  mutating func turn() {
    guard !texts.isEmpty else { return }
    position = (position + texts.count - 1) % texts.count
  }

  /// Ends the row of cuts, as any other key does.
  mutating func close() {
    isOpen = false
  }
}
