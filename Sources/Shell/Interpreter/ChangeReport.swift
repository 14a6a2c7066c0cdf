import ControlText
import SQLText
import SQLite

/// What a statement has changed: the note that a person gets after it.
struct ChangeReport {
  /// What kind of statement it is.
  private enum Kind {
    /// `inserted`, `updated`, `deleted`.
    case rows(String)
    /// `created`, `dropped`, `altered`; the kind of thing, its name, and whether it is made of a query.
    case thing(String, kind: String, name: String, isFilled: Bool)
  }

  private let kind: Kind
  private let changes: Int64
  private let versions: [[QueryValue]]

  /// - Parameters:
  ///   - sql: the statement that will be run.
  ///   - connection: runs it.
  /// - Returns: nil for a statement that changes neither rows nor the schema.
  init?(before sql: String, on connection: Connection) {
    guard let kind = Self.kind(of: sql) else { return nil }
    self.kind = kind
    changes = connection.totalChangeCount
    versions = Self.versions(on: connection)
  }

  /// What it has changed.
  ///
  /// - Parameter connection: has run it.
  func text(on connection: Connection) -> String? {
    switch kind {
    case .rows(let verb):
      let count = connection.changeCount
      let others = connection.totalChangeCount - changes - count
      let more = others > 0 ? ", \(grouped: Int(others)) more by \(Self.cause(on: connection))" : ""
      return "\(grouped: Int(count)) \(count == 1 ? "row" : "rows") \(verb)\(more)"
    case .thing(let verb, let kind, let name, let isFilled):
      guard Self.versions(on: connection) != versions else {
        return verb == "created"
          ? "there is \(visible: name) already; nothing was created"
          : "there is no \(visible: name); nothing was \(verb)"
      }
      var text = "\(kind) \(visible: name) \(verb)"
      if isFilled,
        let count = try? connection.rows("SELECT count(*) FROM \(SchemaNames.quoted(name))").first?.first?.integer
      {
        text += ", \(grouped: Int(count)) \(count == 1 ? "row" : "rows")"
      }
      return text
    }
  }

  /// Foreign keys remove and change rows, and triggers do what they want; SQLite counts both together.
  private static func cause(on connection: Connection) -> String {
    let sql = """
      SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'trigger')
        OR EXISTS (SELECT 1 FROM sqlite_temp_master WHERE type = 'trigger')
      """
    return (try? connection.rows(sql)) == [[0]] ? "cascade" : "cascade and triggers"
  }

  private static func versions(on connection: Connection) -> [[QueryValue]] {
    ["main", "temp"].flatMap { (try? connection.rows("PRAGMA \($0).schema_version")) ?? [] }
  }

  private static func kind(of sql: String) -> Kind? {
    let bytes = Array(sql.utf8)
    let tokens = SQLToken.tokens(of: bytes).filter { $0.kind != .space && $0.kind != .comment }
    func word(_ index: Int) -> String {
      guard tokens.indices.contains(index) else { return "" }
      return String(decoding: bytes[tokens[index].range], as: UTF8.self).uppercased()
    }
    switch word(0) {
    case "CREATE", "DROP", "ALTER": break
    case "INSERT", "REPLACE", "UPDATE", "DELETE", "WITH": return rows(of: tokens.indices.lazy.map(word))
    default: return nil
    }
    var index = 1
    while ["TEMP", "TEMPORARY", "UNIQUE", "VIRTUAL"].contains(word(index)) { index += 1 }
    let kind = word(index).lowercased()
    guard ["table", "view", "index", "trigger"].contains(kind) else { return nil }
    index += 1
    while ["IF", "NOT", "EXISTS"].contains(word(index)) { index += 1 }
    if word(index + 1) == "." { index += 2 }
    guard tokens.indices.contains(index) else { return nil }
    let verb = ["CREATE": "created", "DROP": "dropped", "ALTER": "altered"][word(0)] ?? ""
    return .thing(
      verb, kind: kind, name: SQLToken.unquoted(bytes[tokens[index].range]),
      isFilled: kind == "table" && word(0) == "CREATE" && word(index + 1) == "AS")
  }

  /// A statement on rows, also after WITH.
  private static func rows(of words: some Sequence<String>) -> Kind? {
    var depth = 0
    var verb: String?
    for word in words {
      if word == "(" { depth += 1 }
      if word == ")" { depth -= 1 }
      guard depth == 0 else { continue }
      switch word {
      case "INSERT": verb = "inserted"
      // What it takes the place of goes, with all that hangs on it.
      case "REPLACE": return .rows("replaced or inserted")
      case "INTO": return verb.map { .rows($0) }
      case "UPDATE": return .rows("updated")
      case "DELETE": return .rows("deleted")
      case "SELECT", "VALUES": return nil
      default: continue
      }
    }
    return nil
  }
}
