import SQLText

/// Statements that have a way of their own for SQLite, and another one beside it as comments:
///
/// ```sql
/// -- SQLite: why
/// SELECT json_group_array(name) FROM files
/// -- Other engines:
/// -- SELECT list(name) FROM files
/// -- End.
/// ```
enum OtherWay {
  /// The statement with the other way in place of SQLite's. Where the comments are not complete, or something else
  /// stands between them, the text stays as it is.
  static func taken(in sql: String) -> String {
    let bytes = Array(sql.utf8)
    let tokens = SQLToken.tokens(of: bytes)
    func comment(_ place: Int) -> Substring? {
      let text = String(decoding: bytes[tokens[place].range], as: UTF8.self)
      guard tokens[place].kind == .comment, text.hasPrefix("--") else { return nil }
      return text.dropFirst(text.hasPrefix("-- ") ? 3 : 2)
    }
    func next(_ start: String, after place: Int) -> Int? {
      tokens[place...].indices.dropFirst().first { comment($0)?.hasPrefix(start) == true }
    }
    var result = ""
    var place = 0
    while place < tokens.count {
      guard comment(place)?.hasPrefix("SQLite:") == true, let middle = next("Other engines:", after: place),
        let end = next("End.", after: middle),
        !tokens[middle..<end].indices.contains(where: { tokens[$0].kind != .space && comment($0) == nil })
      else {
        result += String(decoding: bytes[tokens[place].range], as: UTF8.self)
        place += 1
        continue
      }
      // Each mark goes with the space behind it, which holds the end of its line.
      for place in tokens[middle..<end].indices.dropFirst(2) {
        result += comment(place) ?? Substring(decoding: bytes[tokens[place].range], as: UTF8.self)
      }
      place = end + 2
    }
    return result
  }
}
