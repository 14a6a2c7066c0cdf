import SQLText

/// The words of a statement that made a table or an index, without comments and spaces, keywords in lower case.
package struct StatementWords: Equatable, Sendable {
  // As bytes, because Swift takes composed and decomposed letters as equal.
  private var words: [[UInt8]] = []

  init() {}

  /// - Parameters:
  ///   - sql: the statement.
  ///   - namesTable: whether the third word is a table's name, which SQLite puts in quotes when it renames the table.
  package init(_ sql: String, namesTable: Bool = false) {
    let bytes = Array(sql.utf8)
    for token in SQLToken.tokens(of: bytes) where token.kind != .space && token.kind != .comment {
      let word = bytes[token.range]
      if namesTable, words.count == 2, token.kind == .quotedName {
        words.append(Self.lowercased(SQLToken.unquoted(word).utf8))
      } else {
        words.append(token.kind == .word ? Self.lowercased(word) : Array(word))
      }
    }
  }

  func starts(with start: [String]) -> Bool { words.prefix(start.count).elementsEqual(start.map { Array($0.utf8) }) }

  func ends(with end: [String]) -> Bool { words.suffix(end.count).elementsEqual(end.map { Array($0.utf8) }) }

  /// Whether any of some keywords is among them.
  func contains(anyOf keywords: Set<String>) -> Bool {
    words.contains { keywords.contains(String(decoding: $0, as: UTF8.self)) }
  }

  private static func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
  }
}
