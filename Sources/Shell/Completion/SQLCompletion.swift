import ByteText
import Catalogs
import SQLText
import SQLite

/// Completes SQL by the tokens before and after the cursor.
struct SQLCompletion {
  private let bytes: [UInt8]
  private let cursor: Int
  private let source: Completion.Source
  /// The tokens of the cursor's statement, without white space and comments.
  private let tokens: [SQLToken]
  private let words: [String]
  /// The token that ends at the cursor, or is around it, and is being typed.
  private let current: SQLToken?
  /// How many tokens are before it.
  private let before: Int
  private let isInComment: Bool

  init(bytes: [UInt8], cursor: Int, source: Completion.Source) {
    self.bytes = bytes
    self.cursor = cursor
    self.source = source
    let all = SQLToken.tokens(of: bytes)
    func isSemicolon(_ token: SQLToken) -> Bool {
      token.kind == .punctuation && bytes[token.range.lowerBound] == UInt8(ascii: ";")
    }
    isInComment = all.contains { token in
      guard token.kind == .comment, token.range.lowerBound < cursor else { return false }
      return cursor < token.range.upperBound
        || cursor == token.range.upperBound && bytes[token.range.lowerBound] == 0x2D
    }
    let start = all.lastIndex { isSemicolon($0) && $0.range.upperBound <= cursor }.map { $0 + 1 } ?? 0
    let end = all[start...].firstIndex { isSemicolon($0) } ?? all.count
    let tokens = all[start..<end].filter { $0.kind != .space && $0.kind != .comment }
    self.tokens = tokens
    words = tokens.map { SQLToken.unquoted(bytes[$0.range]) }
    current = tokens.first { token in
      guard token.range.lowerBound < cursor, cursor <= token.range.upperBound else { return false }
      switch token.kind {
      case .word, .quotedName, .parameter: return true
      case .string: return !token.isClosed || cursor < token.range.upperBound
      default: return false
      }
    }
    let typedFrom = current?.range.lowerBound ?? cursor
    before = tokens.count { $0.range.lowerBound < typedFrom }
  }

  func find() -> Completion? {
    if isInComment { return nil }
    let start = current?.range.lowerBound ?? cursor
    let typed = String(decoding: bytes[start..<cursor], as: UTF8.self)
    let range = start..<cursor
    if typed.first == ":" || typed.first == "@" || typed.first == "$" {
      let names = (source.parameters + ExportWord.parameterNames.sorted()).map {
        Completion.Candidate(text: "\(typed.prefix(1))\($0)")
      }
      return Completion(range: range, candidates: Completion.ranked(typed, [names]))
    }
    if let (table, column) = comparedColumn() {
      let values = source.values(table, column).map { Completion.Candidate(text: Self.literal($0)) }
      if current?.kind == .string || typed.isEmpty && !values.isEmpty {
        return Completion(range: range, candidates: Completion.ranked(typed, [values]))
      }
      return Completion(range: range, candidates: Completion.ranked(typed, [values] + expressionGroups(typed)))
    }
    if current?.kind == .string { return nil }
    if word(before - 1) == "." { return Completion(range: range, candidates: members(of: before - 2, typed)) }
    let groups = wantsTable ? [tableCandidates] : expressionGroups(typed)
    return Completion(range: range, candidates: Completion.ranked(typed, groups))
  }

  private func word(_ index: Int) -> String { words.indices.contains(index) ? words[index] : "" }

  private func keyword(_ index: Int) -> String {
    tokens.indices.contains(index) && tokens[index].kind == .word ? words[index].uppercased() : ""
  }

  // MARK: Tables

  /// Whether a table's name comes next: after FROM and its like, and after a comma there.
  private var wantsTable: Bool {
    switch keyword(before - 1) {
    case "FROM", "JOIN", "INTO", "UPDATE", "TABLE": return true
    default: break
    }
    guard word(before - 1) == "," else { return false }
    var depth = 0
    for index in stride(from: before - 1, through: 0, by: -1) {
      if word(index) == ")" { depth += 1 }
      if word(index) == "(" { depth -= 1 }
      if depth < 0 { return false }
      guard depth == 0 else { continue }
      if keyword(index) == "FROM" { return true }
      if ["SELECT", "WHERE", "BY", "ON", "HAVING", "LIMIT", "VALUES", "SET"].contains(keyword(index)) { return false }
    }
    return false
  }

  private var tableCandidates: [Completion.Candidate] {
    commonTables.keys.sorted().map { .init(text: $0, note: "with") }
      + source.names.tables.map { table in
        let name = SchemaNames.quoted(table.name)
        let isElsewhere = table.database != "main" && table.database != "temp"
        return .init(
          text: isElsewhere ? "\(SchemaNames.quoted(table.database)).\(name)" : name,
          note: table.isView ? "view" : "table")
      }
      + source.names.tableFunctions.map { .init(text: "\($0.name)(", note: "function") }
  }

  /// The tables that WITH defines, and their columns.
  private var commonTables: [String: [String]] {
    var tables: [String: [String]] = [:]
    guard words.contains(where: { $0.uppercased() == "WITH" }) else { return [:] }
    for index in tokens.indices where tokens[index].kind == .word || tokens[index].kind == .quotedName {
      guard ["WITH", "RECURSIVE", ","].contains(word(index - 1).uppercased()) else { continue }
      var columns: [String] = []
      var next = index + 1
      if word(next) == "(" {
        while next < words.count, word(next) != ")" {
          if tokens[next].kind == .word { columns.append(words[next]) }
          next += 1
        }
        next += 1
      }
      guard keyword(next) == "AS" else { continue }
      while ["AS", "NOT", "MATERIALIZED"].contains(keyword(next)) { next += 1 }
      guard word(next) == "(" else { continue }
      tables[words[index]] = columns.isEmpty ? selectedNames(from: next + 1) : columns
    }
    return tables
  }

  /// The names that a SELECT gives its columns, as far as they can be read.
  private func selectedNames(from start: Int) -> [String] {
    guard keyword(start) == "SELECT" else { return [] }
    var names: [String] = []
    var depth = 0
    for index in start + 1..<max(start + 1, tokens.count + 1) {
      if word(index) == "(" { depth += 1 }
      let ends =
        depth == 0 && (["FROM", ""].contains(keyword(index)) && (keyword(index) == "FROM" || word(index) == ","))
      if ends || index >= tokens.count || word(index) == ")" && depth == 0 {
        if tokens.indices.contains(index - 1), [.word, .quotedName].contains(tokens[index - 1].kind) {
          names.append(words[index - 1])
        }
        if word(index) != "," { break }
      }
      if word(index) == ")" { depth -= 1 }
    }
    return names
  }

  // MARK: Columns

  private var aliases: [String: String] {
    SQLNames.aliases(in: tokens.map { String(decoding: bytes[$0.range], as: UTF8.self) }.joined(separator: " "))
  }

  private func columns(of table: String) -> [Completion.Candidate] {
    if let common = commonTables.first(where: { $0.key.lowercased() == table.lowercased() }) {
      return common.value.map { .init(text: SchemaNames.quoted($0), note: common.key) }
    }
    let function = source.names.tableFunctions.first { $0.name == table.lowercased() }
    guard let found = source.names.table(table) ?? function else { return [] }
    return found.columns.map { .init(text: SchemaNames.quoted($0.name), note: found.name) }
  }

  /// What can follow a dot: columns of a table or alias, or tables of a database.
  private func members(of index: Int, _ typed: String) -> [Completion.Candidate] {
    let owner = word(index).lowercased()
    let columns = columns(of: aliases[owner] ?? owner)
    let tables = source.names.tables.filter { $0.database.lowercased() == owner }
      .map { Completion.Candidate(text: SchemaNames.quoted($0.name), note: $0.isView ? "view" : "table") }
    return Completion.ranked(typed, [columns, tables])
  }

  private func expressionGroups(_ typed: String) -> [[Completion.Candidate]] {
    let isStart = before == 0
    let isLower = typed.first?.isLowercase ?? false
    let keywords = (isStart ? Self.starters : SQLKeywords.all).map {
      Completion.Candidate(text: isLower ? $0.lowercased() : $0)
    }
    if isStart { return [keywords] }
    let used = aliases
    let tables = Set(used.values)
    var columns = tables.sorted().flatMap { self.columns(of: $0) }
    if tables.isEmpty, !typed.isEmpty {
      columns = source.names.tables.flatMap { table in
        table.columns.map { Completion.Candidate(text: SchemaNames.quoted($0.name), note: table.name) }
      }
    }
    let owners = used.keys.sorted().map {
      Completion.Candidate(text: $0, note: used[$0] == $0 ? "table" : used[$0] ?? "")
    }
    let functions =
      typed.isEmpty ? [] : source.names.functions.map { Completion.Candidate(text: "\($0)(", note: "function") }
    return [columns, owners, keywords, functions]
  }

  private static let starters = ["SELECT", "WITH", "EXPLAIN", "VALUES", "PRAGMA", "ATTACH", "CREATE", "DROP"]

  // MARK: Values

  /// The column that the cursor's value is compared with: `column =`, `column IN (`, `column LIKE`.
  private func comparedColumn() -> (table: String?, column: String)? {
    var index = before - 1
    if ["=", "IS", "LIKE", "NOT", "GLOB"].contains(word(index).uppercased())
      || word(index) == ">" && word(index - 1) == "<"
    {
      while ["=", "!", "<", ">", "IS", "NOT", "LIKE", "GLOB"].contains(word(index).uppercased()) { index -= 1 }
    } else {
      while index >= 0, tokens[index].kind == .string || word(index) == "," { index -= 1 }
      guard word(index) == "(", keyword(index - 1) == "IN" else { return nil }
      index -= 2
      if keyword(index) == "NOT" { index -= 1 }
    }
    guard tokens.indices.contains(index), [.word, .quotedName].contains(tokens[index].kind) else { return nil }
    if word(index - 1) == "." { return (aliases[word(index - 2).lowercased()], words[index]) }
    let owner = Set(aliases.values).sorted().first { table in
      source.names.table(table)?.columns.contains { $0.name.lowercased() == words[index].lowercased() } ?? false
    }
    return (owner, words[index])
  }

  private static func literal(_ text: String) -> String {
    "'" + text.doubling("'") + "'"
  }
}
