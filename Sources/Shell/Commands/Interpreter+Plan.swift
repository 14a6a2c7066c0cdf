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
      try connection.withStatement("EXPLAIN QUERY PLAN " + sql) { statement in
        for name in statement.parameterNames where values[name] == nil { values[name] = .null }
        try statement.bind(values)
        var nodes: [PlanNode] = []
        try statement.forEachRow { row in
          let row = row.copy
          nodes.append(PlanNode(id: row[0], parent: row[1], detail: row[3].description))
        }
        try presenter.show(PlanNode.tree(nodes, usesUnicode: presenter.formatOptions().usesUnicode))
        try warn(of: nodes, in: sql, on: connection)
      }
    }
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
