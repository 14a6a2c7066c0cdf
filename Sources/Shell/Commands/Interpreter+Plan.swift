import Catalogs
import ControlText
import Output
import SQLText
import SQLite

extension Interpreter {
  /// Shows how a statement is run, as a tree, and warns of large tables that are read from end to end.
  func plan(_ input: DotCommand.Input) throws {
    guard let sql = input.rest.isEmpty ? session.lastStatement : input.rest else { throw ShellError.noStatement }
    try session.withConnection { connection in
      var values = try session.values(on: connection)
      // A plan that was asked for as a plan is shown as one.
      let asked = Self.asksForPlan(sql) ? sql : "EXPLAIN QUERY PLAN " + sql
      try connection.withStatement(asked) { statement in
        for name in statement.parameterNames where values[name] == nil { values[name] = .null }
        try statement.bind(values)
        let nodes = try showTree(of: statement)
        try warn(of: nodes, in: sql, on: connection)
      }
    }
  }

  /// Shows the rows of EXPLAIN QUERY PLAN as a tree.
  @discardableResult
  func showTree(of statement: borrowing Statement) throws -> [PlanNode] {
    var nodes: [PlanNode] = []
    try statement.forEachRow { row in
      let row = row.copy
      nodes.append(PlanNode(id: row[0], parent: row[1], detail: row[3].description))
    }
    try presenter.show(PlanNode.tree(nodes, usesUnicode: presenter.formatOptions().usesUnicode))
    return nodes
  }

  /// Whether a person sees the rows of a statement as a tree: those of EXPLAIN QUERY PLAN.
  func showsAsTree(_ sql: String) -> Bool {
    isInteractive && presenter.redirect == nil && presenter.format.name == "table" && Self.asksForPlan(sql)
  }

  /// Shows how a statement will be run.
  func showPlan(before sql: String, _ values: [String: QueryValue], on connection: Connection) throws {
    guard !Self.beginsWith(["EXPLAIN"], sql) else { return }
    try connection.withStatement("EXPLAIN QUERY PLAN " + sql) { statement in
      var values = values
      for name in statement.parameterNames where values[name] == nil { values[name] = .null }
      try statement.bind(values)
      try showTree(of: statement)
    }
  }

  private static func asksForPlan(_ sql: String) -> Bool { beginsWith(["EXPLAIN", "QUERY", "PLAN"], sql) }

  private static func beginsWith(_ words: [String], _ sql: String) -> Bool {
    let bytes = Array(sql.utf8)
    var scanner = SQLScanner(bytes: bytes)
    for wanted in words {
      var token = scanner.next()
      while let found = token, found.kind == .space || found.kind == .comment { token = scanner.next() }
      guard let token, String(decoding: bytes[token.range], as: UTF8.self).uppercased() == wanted else { return false }
    }
    return true
  }

  private func warn(of nodes: [PlanNode], in sql: String, on connection: Connection) throws {
    let aliases = SQLNames.aliases(in: sql)
    let names = try SchemaNames(on: connection)
    var warned: Set<String> = []
    for node in nodes where node.detail.hasPrefix("SCAN ") && !node.detail.contains(" USING ") {
      let words = node.detail.split(separator: " ")
      guard words.count > 1 else { continue }
      let word = String(words[1] == "TABLE" && words.count > 2 ? words[2] : words[1])
      let name = aliases[word.lowercased()] ?? word
      guard let table = names.table(name), !table.isView, warned.insert(table.name).inserted else { continue }
      let quoted = SchemaNames.quoted(table.name)
      let count = try connection.rows("SELECT count(*) FROM \(SchemaNames.quoted(table.database)).\(quoted)")[0][0]
      guard case .integer(let rows) = count, rows >= 10_000 else { continue }
      presenter.note("reads all \(grouped: Int(rows)) rows of \(visible: table.name)")
    }
  }
}

/// A step of SQLite's plan: <https://sqlite.org/eqp.html>.
struct PlanNode {
  var id: QueryValue
  var parent: QueryValue
  var detail: String

  static func tree(_ nodes: [PlanNode], usesUnicode: Bool) -> String {
    var text = ""
    func add(_ parent: QueryValue, _ indent: String) {
      let children = nodes.filter { $0.parent == parent }
      for (index, node) in children.enumerated() {
        let isLast = index == children.count - 1
        let branch = usesUnicode ? (isLast ? "└─ " : "├─ ") : (isLast ? "`- " : "|- ")
        text += indent + branch + ControlText.visible(node.detail) + "\n"
        add(node.id, indent + (isLast ? "   " : usesUnicode ? "│  " : "|  "))
      }
    }
    add(0, "")
    return text
  }
}
