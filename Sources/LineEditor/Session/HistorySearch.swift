/// An incremental search through the history, newest first.
struct HistorySearch {
  /// An entry, and where in it the query was found, in bytes of UTF-8.
  struct Match: Equatable {
    var entry: Int
    var range: Range<Int>
  }

  private(set) var query = ""
  private(set) var match: Match?
  private(set) var isFailing = false

  private let entries: [String]
  /// The entries in lower case, made when first needed.
  private var folded: [[UInt8]]?

  init(entries: [String]) {
    self.entries = entries
  }

  var matchedText: String? { match.map { entries[$0.entry] } }

  /// Extends the query and searches on from the current match.
  mutating func extend(_ text: String) {
    query += text
    find(from: match?.entry ?? entries.count - 1, step: -1, mayStay: true)
  }

  /// Removes the last character of the query and searches again.
  mutating func shorten() {
    guard !query.isEmpty else { return }
    query.removeLast()
    match = nil
    isFailing = false
    if !query.isEmpty { find(from: entries.count - 1, step: -1, mayStay: true) }
  }

  /// Moves to an older match.
  mutating func older() {
    turn(-1)
  }

  /// Moves to a newer match.
  mutating func newer() {
    turn(1)
  }

  /// Continues with the query of an earlier search.
  mutating func resume(_ earlier: String) {
    query = ""
    match = nil
    extend(earlier)
  }

  private mutating func turn(_ step: Int) {
    guard !query.isEmpty, let current = match else { return }
    find(from: current.entry + step, step: step, mayStay: false)
  }

  private mutating func find(from start: Int, step: Int, mayStay: Bool) {
    guard !query.isEmpty else { return }
    let isExact = query.contains { $0.isUppercase }
    if !isExact, folded == nil { folded = entries.map { Array($0.lowercased().utf8) } }
    let needle = Array(query.utf8)
    let current = mayStay ? nil : matchedText

    var index = start
    while entries.indices.contains(index) {
      if current.map({ !entries[index].utf8.elementsEqual($0.utf8) }) != false,
        let range = position(of: needle, inEntry: index, isExact: isExact)
      {
        match = Match(entry: index, range: range)
        isFailing = false
        return
      }
      index += step
    }
    isFailing = true
  }

  private func position(of needle: [UInt8], inEntry index: Int, isExact: Bool) -> Range<Int>? {
    guard !isExact, let folded else { return Self.position(of: needle, in: Array(entries[index].utf8)) }
    guard let range = Self.position(of: needle, in: folded[index]) else { return nil }
    // If lower case takes another number of bytes, the place found is not the place in the entry.
    let length = entries[index].utf8.count
    return folded[index].count == length ? range : 0..<0
  }

  private static func position(of needle: [UInt8], in text: [UInt8]) -> Range<Int>? {
    guard let first = needle.first else { return nil }
    var start = 0
    while start + needle.count <= text.count {
      guard let next = text[start...].firstIndex(of: first), next + needle.count <= text.count else { return nil }
      if text[next..<next + needle.count].elementsEqual(needle) { return next..<next + needle.count }
      start = next + 1
    }
    return nil
  }
}
