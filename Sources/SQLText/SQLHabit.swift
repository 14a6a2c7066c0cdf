import ByteText

/// A statement of another database that SQLite does not know, such as `SHOW TABLES`: what is wanted by it.
///
/// None of these words begins a statement of SQLite, except that it passes over pragmas that it does not know.
package enum SQLHabit: Equatable, Sendable {
  case tables, databases
  case columns(table: String)
  case definition(of: String)
  case indexes(table: String?)
  /// The text after `SUMMARIZE`, or after `DESCRIBE` where that is a query.
  case summary(String)
  case use(String)
  /// The statement after `EXPLAIN ANALYZE`.
  case plan(String)
  case copy
  /// The text after `FROM`, or after `TABLE`.
  case from(String)
  case truncate(table: String)
  /// Another `SHOW`.
  case show

  /// Finds what a statement wants; nil for one that is left to SQLite.
  package init?(_ statement: String) {
    guard let words = Words(statement) else { return nil }
    guard let habit = Self.find(words) else { return nil }
    self = habit
  }

  private static func find(_ words: Words) -> SQLHabit? {
    switch words.keyword(0) {
    case "SHOW": return show(words)
    case "DESCRIBE", "DESC": return describe(words)
    case "SUMMARIZE": return words.count > 1 ? .summary(words.rest(from: 1)) : nil
    case "USE": return words.count == 2 ? .use(words.name(1)) : nil
    case "EXPLAIN": return words.keyword(1) == "ANALYZE" && words.count > 2 ? .plan(words.rest(from: 2)) : nil
    case "COPY": return words.count > 1 ? .copy : nil
    case "FROM", "TABLE":
      guard words.count > 1 else { return nil }
      return .from(words.has("SELECT") ? words.name(1) : words.rest(from: 1))
    case "TRUNCATE":
      let place = words.keyword(1) == "TABLE" ? 2 : 1
      return words.count > place ? .truncate(table: words.name(place)) : nil
    case "PRAGMA":
      switch words.count == 2 ? words.keyword(1) : "" {
      case "SHOW_TABLES", "SHOW_TABLES_EXPANDED": return .tables
      case "SHOW_DATABASES": return .databases
      default: return nil
      }
    default: return nil
    }
  }

  private static func show(_ words: Words) -> SQLHabit? {
    var place = 1
    while ["ALL", "FULL", "EXTENDED"].contains(words.keyword(place)) { place += 1 }
    func table(after place: Int) -> String? {
      guard ["FROM", "IN", "ON"].contains(words.keyword(place + 1)), words.count > place + 2 else { return nil }
      return words.name(place + 2)
    }
    switch words.keyword(place) {
    case "TABLES", "VIEWS": return .tables
    case "" where words.count <= place: return .tables
    case "DATABASES", "SCHEMAS": return .databases
    case "COLUMNS", "FIELDS": return table(after: place).map { .columns(table: $0) } ?? .show
    case "INDEX", "INDEXES", "INDICES", "KEYS": return .indexes(table: table(after: place))
    case "CREATE":
      guard ["TABLE", "VIEW"].contains(words.keyword(place + 1)), words.count > place + 2 else { return .show }
      return .definition(of: words.name(place + 2))
    default: return .show
    }
  }

  private static func describe(_ words: Words) -> SQLHabit? {
    switch words.keyword(1) {
    case "": return words.count == 1 ? .tables : .columns(table: words.name(1))
    case "SELECT", "WITH", "VALUES", "FROM": return .summary(words.rest(from: 1))
    case "TABLE" where words.count > 2, "VIEW" where words.count > 2: return .columns(table: words.name(2))
    default: return .columns(table: words.name(1))
    }
  }
}

/// The words of a statement that begins with a word, without comments and the semicolons at its end.
private struct Words {
  private let bytes: [UInt8]
  private var tokens: [SQLToken] = []

  /// Only the first few are looked at: a statement can be of megabytes.
  private static let most = 8

  init?(_ statement: String) {
    var head = Array(statement.utf8.drop { SQLToken.isSpace($0) })
    while let last = head.last, SQLToken.isSpace(last) || last == UInt8(ascii: ";") { head.removeLast() }
    bytes = head
    var scanner = SQLScanner(bytes: head)
    while tokens.count < Self.most, let token = scanner.next() {
      if token.kind != .space, token.kind != .comment { tokens.append(token) }
    }
    guard let first = tokens.first, first.kind == .word else { return nil }
  }

  /// How many words there are, up to ``most``.
  var count: Int { tokens.count }

  /// A word in upper case; empty where it is none, or in quotes.
  func keyword(_ index: Int) -> String {
    guard tokens.indices.contains(index), tokens[index].kind == .word else { return "" }
    return String(decoding: bytes[tokens[index].range], as: UTF8.self).uppercased()
  }

  /// Whether a keyword is among them.
  func has(_ wanted: String) -> Bool { tokens.indices.contains { keyword($0) == wanted } }

  /// A name, with that of its database where it has one, without quotes.
  func name(_ index: Int) -> String {
    guard tokens.indices.contains(index) else { return "" }
    var name = SQLToken.unquoted(bytes[tokens[index].range])
    var next = index + 1
    while tokens.indices.contains(next + 1), bytes[tokens[next].range].elementsEqual(".".utf8) {
      name += "." + SQLToken.unquoted(bytes[tokens[next + 1].range])
      next += 2
    }
    return name
  }

  /// The text from a word to the end.
  func rest(from index: Int) -> String {
    guard tokens.indices.contains(index) else { return "" }
    return String(decoding: bytes[tokens[index].range.lowerBound...], as: UTF8.self)
  }
}
