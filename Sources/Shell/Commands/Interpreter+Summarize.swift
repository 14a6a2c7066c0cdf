import ByteText
import Catalogs
import SQLite

extension Interpreter {
  /// Describes each column of a table, a view or a query.
  func summarize(_ input: DotCommand.Input) throws {
    try session.withConnection { connection in
      let source: String
      if input.words.count == 1, let name = input[0] {
        let table = try session.table(name, on: connection)
        source = "\(SchemaNames.quoted(table.database)).\(SchemaNames.quoted(table.name))"
      } else {
        // A query runs once, into a temporary table.
        var sql = input.rest[...]
        while let last = sql.last, last == ";" || last.isWhitespace { sql = sql.dropLast() }
        _ = try connection.rows("DROP TABLE IF EXISTS temp.summarized")
        try connection.withStatement("CREATE TEMP TABLE summarized AS \(sql)") { statement in
          try statement.bind(try session.values(on: connection))
          try statement.forEachRow { _ in }
        }
        source = "temp.summarized"
      }
      defer { _ = try? connection.rows("DROP TABLE IF EXISTS temp.summarized") }
      try presenter.show(try ColumnSummary.result(of: source, on: connection))
    }
  }
}

/// What is known of the values of each column.
enum ColumnSummary {
  static func result(of source: String, on connection: Connection) throws -> QueryResult {
    var rows: [[QueryValue]] = []
    let columns = try connection.withStatement("SELECT * FROM \(source) LIMIT 0") { $0.columnNames }
    for column in columns {
      let name = "\"" + column.doubling("\"") + "\""
      let facts = try connection.rows(
        """
        SELECT group_concat(DISTINCT CASE WHEN \(name) IS NOT NULL THEN typeof(\(name)) END), count(*) - count(\(name)),
          count(DISTINCT \(name)), min(\(name)), max(\(name)), count(\(name)),
          count(CASE WHEN typeof(\(name)) IN ('integer', 'real') THEN 1 END)
        FROM \(source)
        """)[0]
      var quartiles: [QueryValue] = [.null, .null, .null]
      if case .integer(let count) = facts[5], count > 0, facts[6] == facts[5] {
        for index in 0..<3 {
          let offset = (count - 1) * Int64(index + 1) / 4
          let found = try connection.rows(
            "SELECT \(name) FROM \(source) WHERE \(name) IS NOT NULL ORDER BY 1 LIMIT 1 OFFSET \(offset)")
          quartiles[index] = found.first?.first ?? .null
        }
      }
      let common = try connection.rows(
        """
        SELECT \(name), count(*) FROM \(source) WHERE \(name) IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1
        """)
      let frequent = common.first.map { QueryValue.text("\($0[0]) (\($0[1]))") } ?? .null
      rows.append([.text(column)] + facts[0...4] + quartiles + [frequent])
    }
    return QueryResult(
      columns: ["column", "type", "nulls", "distinct", "min", "max", "q1", "median", "q3", "most frequent"], rows: rows)
  }
}
