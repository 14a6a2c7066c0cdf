import ByteText
import Catalogs
import SQLText
import SQLite

/// What Tab offers: which bytes are replaced, and by what, the best first.
package struct Completion: Equatable {
  /// One possibility.
  struct Candidate: Hashable {
    var text: String
    var note = ""
  }

  var range: Range<Int>
  var candidates: [Candidate]

  /// The most that is ever offered.
  static let limit = 100

  /// What the engine knows of the session. Values are read only where one is wanted.
  struct Source {
    var names = SchemaNames()
    var queries: [SavedQuery] = []
    var exports: [String] = []
    var parameters: [String] = []
    var values: (_ table: String?, _ column: String) -> [String] = { _, _ in [] }
    /// What a parameter of a saved query takes; of ids, those that begin so.
    var answers: (_ parameter: SavedQuery.Parameter, _ beginning: String) -> [Candidate] = { _, _ in [] }
    var files: (_ prefix: String) -> [String] = { _ in [] }
  }

  /// Finds what could be typed at the cursor.
  ///
  /// - Parameters:
  ///   - text: all that is typed, also after the cursor.
  ///   - cursor: in bytes.
  static func find(_ text: String, at cursor: Int, in source: Source) -> Completion? {
    let bytes = Array(text.utf8)
    let cursor = min(max(cursor, 0), bytes.count)
    let lineStart = bytes[..<cursor].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line = String(decoding: bytes[lineStart..<cursor], as: UTF8.self)
    var splitter = SQLSplitter()
    if lineStart > 0 { _ = splitter.feed(String(decoding: bytes[..<(lineStart - 1)], as: UTF8.self)) }
    if splitter.isEmpty, let first = line.first(where: { !$0.isWhitespace }), first == "." || first == "\\" {
      return CommandCompletion(source: source).find(line, at: cursor)
    }
    return SQLCompletion(bytes: bytes, cursor: cursor, source: source).find()
  }

  /// Ranks what fits a beginning: exact, then prefix, then anywhere, then letters in order.
  static func ranked(_ prefix: String, _ groups: [[Candidate]]) -> [Candidate] {
    let wanted = prefix.lowercased()
    var found: [(rank: Int, group: Int, candidate: Candidate)] = []
    var seen: Set<ByteString> = []
    for (group, candidates) in groups.enumerated() {
      for candidate in candidates {
        guard let rank = rank(candidate.text.lowercased(), wanted), seen.insert(ByteString(candidate.text)).inserted
        else {
          continue
        }
        found.append((rank, group, candidate))
      }
    }
    // Loose matches help only where no name begins so.
    if found.contains(where: { $0.rank <= 1 }) { found.removeAll { $0.rank > 1 } }
    // Within a group, the order stays.
    let sorted = found.enumerated().sorted {
      ($0.element.rank, $0.element.group, $0.offset) < ($1.element.rank, $1.element.group, $1.offset)
    }
    return sorted.prefix(limit).map(\.element.candidate)
  }

  private static func rank(_ name: String, _ wanted: String) -> Int? {
    if wanted.isEmpty { return 1 }
    let bare = name.first == "\"" || name.first == "'" ? String(name.dropFirst()) : name
    let typed = wanted.first == "\"" || wanted.first == "'" ? String(wanted.dropFirst()) : wanted
    if name == wanted { return 0 }
    if bare.hasPrefix(typed) { return 1 }
    if typed.count >= 2, bare.contains(typed) { return 2 }
    var rest = typed[...]
    for character in bare where character == rest.first { rest = rest.dropFirst() }
    return typed.count >= 2 && rest.isEmpty ? 3 : nil
  }
}
