/// The tables that a statement's text names, also if it does not compile yet.
package enum SQLNames {
  /// The tables after FROM, JOIN and commas, by alias and by their own name, all in lower case.
  ///
  /// ```swift
  /// SQLNames.aliases(in: "SELECT f. FROM files AS f, exports")  // ["f": "files", "files": "files", "exports": …]
  /// ```
  package static func aliases(in sql: String) -> [String: String] {
    let bytes = Array(sql.utf8)
    let tokens = SQLToken.tokens(of: bytes).filter { $0.kind != .space && $0.kind != .comment }
    let words = tokens.map { SQLToken.unquoted(bytes[$0.range]) }
    func isName(_ index: Int) -> Bool {
      guard index < tokens.count else { return false }
      if tokens[index].kind == .quotedName { return true }
      return tokens[index].kind == .word && !keywords.contains(words[index].uppercased())
    }
    var aliases: [String: String] = [:]
    var isInFrom = false
    for index in tokens.indices {
      let word = tokens[index].kind == .word ? words[index].uppercased() : words[index]
      if word == "FROM" || word == "JOIN" { isInFrom = true }
      if ends.contains(word) { isInFrom = false }
      guard word == "FROM" || word == "JOIN" || word == "," && isInFrom, isName(index + 1) else { continue }
      var next = index + 1
      if next + 2 < tokens.count, words[next + 1] == ".", isName(next + 2) { next += 2 }
      let table = words[next].lowercased()
      aliases[table] = table
      next += 1
      if next < tokens.count, words[next].uppercased() == "AS" { next += 1 }
      if isName(next) { aliases[words[next].lowercased()] = table }
    }
    return aliases
  }

  private static let keywords = Set(SQLKeywords.all)
  private static let ends: Set<String> = ["WHERE", "GROUP", "ORDER", "LIMIT", "HAVING", "SELECT", "WINDOW", ";", ")"]
}
