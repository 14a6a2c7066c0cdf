/// What is known of a table's rows once a dump has written them: what its loaders must be told.
struct DumpContent {
  /// Text that a loader would take for something else.
  struct Hazards: OptionSet {
    let rawValue: Int
    /// A line that is `\.` and nothing more: psql before 18 takes it for the end of CSV, also within quotes.
    static let endMarker = Hazards(rawValue: 1)
    /// A NUL character, where SQLite's shell ends a text. PostgreSQL can't hold it at all.
    static let nul = Hazards(rawValue: 2)
    /// An empty text where NULL may stand: SQLite's shell reads both as the empty text.
    static let emptyText = Hazards(rawValue: 4)
  }

  var rows = 0
  var bytes = 0
  /// The longest row, in bytes.
  var longest = 0
  var hazards: Hazards = []

  /// Looks at a text field, before it is written.
  mutating func note(_ text: UnsafeRawBufferPointer, mayBeNull: Bool) {
    if text.isEmpty {
      if mayBeNull { hazards.insert(.emptyText) }
      return
    }
    var lineStart = -1
    for (index, byte) in text.enumerated() where byte <= 0x0D || lineStart == index {
      switch byte {
      case 0: hazards.insert(.nul)
      case 0x0A: lineStart = index + 1
      case UInt8(ascii: "\\") where lineStart == index && Self.isEndMarker(text[index...]):
        hazards.insert(.endMarker)
      default: break
      }
    }
  }

  /// Whether a text begins with a line `\.`, with or without a carriage return.
  private static func isEndMarker(_ text: Slice<UnsafeRawBufferPointer>) -> Bool {
    guard text.dropFirst().first == UInt8(ascii: ".") else { return false }
    var rest = text.dropFirst(2)
    if rest.first == 0x0D { rest = rest.dropFirst() }
    return rest.first == 0x0A
  }
}
