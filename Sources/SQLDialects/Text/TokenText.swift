import SQLText

/// A statement as tokens, and what is to be written in their place.
///
/// A position counts the tokens that are neither space nor comment, so that a rewrite sees neighbours across both. Past
/// both ends there is nothing: no word, no sign, no name.
struct TokenText {
  private struct Edit {
    var before = ""
    var replacement: String?
    var after = ""
    var dropsSpace = false
  }

  private let bytes: [UInt8]
  private let tokens: [SQLToken]
  /// The place in ``tokens`` of each position.
  private let places: [Int]
  /// By position: a bare word in upper case; empty for another token.
  private let words: [String]
  private var edits: [Int: Edit] = [:]
  /// Parameters whose value can be NULL, by name.
  let nullable: Set<String>

  init(_ sql: String, nullable: Set<String> = []) {
    let bytes = Array(sql.utf8)
    let tokens = SQLToken.tokens(of: bytes)
    let places = tokens.indices.filter { tokens[$0].kind != .space && tokens[$0].kind != .comment }
    (self.bytes, self.tokens, self.places, self.nullable) = (bytes, tokens, places, nullable)
    words = places.map { place in
      tokens[place].kind == .word ? String(decoding: bytes[tokens[place].range], as: UTF8.self).uppercased() : ""
    }
  }

  /// All positions.
  var positions: Range<Int> { places.indices }

  private func kind(_ position: Int) -> SQLToken.Kind? {
    places.indices.contains(position) ? tokens[places[position]].kind : nil
  }

  /// A bare word in upper case; empty where there is none.
  func word(_ position: Int) -> String { words.indices.contains(position) ? words[position] : "" }

  func isNumber(_ position: Int) -> Bool { kind(position) == .number }

  /// Whether a position holds a sign such as `(`.
  func isSign(_ sign: Character, _ position: Int) -> Bool {
    guard kind(position) == .punctuation, let byte = sign.asciiValue else { return false }
    return bytes[tokens[places[position]].range.lowerBound] == byte
  }

  /// Whether a position holds one of some signs.
  func isSign(among signs: String, _ position: Int) -> Bool { signs.contains { isSign($0, position) } }

  /// A name of a table, an alias or a column, in lower case and without quotes; nil where there is none.
  func name(_ position: Int) -> String? {
    switch kind(position) {
    case .quotedName: SQLToken.unquoted(bytes[tokens[places[position]].range]).lowercased()
    case .word where !Self.noNames.contains(word(position)): word(position).lowercased()
    default: nil
    }
  }

  /// A name in quotes, without these; nil for another token, and where the quotes are not closed.
  func quotedName(_ position: Int) -> String? {
    guard kind(position) == .quotedName, tokens[places[position]].isClosed else { return nil }
    return SQLToken.unquoted(bytes[tokens[places[position]].range])
  }

  /// The token as it stands.
  func source(_ position: Int) -> String {
    places.indices.contains(position) ? String(decoding: bytes[tokens[places[position]].range], as: UTF8.self) : ""
  }

  /// The name of a parameter `:name`, `$name` or `@name`.
  func parameter(_ position: Int) -> String? {
    guard kind(position) == .parameter, tokens[places[position]].isNamedParameter(in: bytes) else { return nil }
    return String(source(position).dropFirst())
  }

  /// The position of the parenthesis that closes the one at a position; nil where there is none.
  func close(of position: Int) -> Int? {
    var depth = 0
    for position in position..<places.endIndex {
      if isSign("(", position) { depth += 1 }
      if isSign(")", position) { depth -= 1 }
      if depth == 0 { return position }
    }
    return nil
  }

  mutating func replace(_ position: Int, with text: String) {
    edits[places[position], default: Edit()].replacement = text
  }

  /// Leaves a token out, and the space behind it.
  mutating func remove(_ position: Int) {
    edits[places[position], default: Edit()].replacement = ""
    edits[places[position], default: Edit()].dropsSpace = true
  }

  mutating func insert(_ text: String, before position: Int) { edits[places[position], default: Edit()].before += text }
  mutating func insert(_ text: String, after position: Int) { edits[places[position], default: Edit()].after += text }

  /// The statement with what was noted.
  var text: String {
    var result: [UInt8] = []
    var dropsSpace = false
    for (place, token) in tokens.enumerated() {
      let edit = edits[place]
      if let edit { result += edit.before.utf8 }
      if let replacement = edit?.replacement {
        result += replacement.utf8
      } else if !(dropsSpace && token.kind == .space) {
        result += bytes[token.range]
      }
      if let edit { result += edit.after.utf8 }
      dropsSpace = edit?.dropsSpace ?? false
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Words that are never a name without quotes, and those that can follow a table in place of an alias.
  private static let noNames = SQLKeywords.reserved.union([
    "CROSS", "FULL", "INDEXED", "INNER", "LEFT", "NATURAL", "OUTER", "RIGHT", "WINDOW",
  ])
}
