/// A small result, held in memory.
public struct QueryResult: Equatable, Sendable {
  public var columns: [String]
  public var rows: [[QueryValue]]

  public init(columns: [String], rows: [[QueryValue]]) {
    self.columns = columns
    self.rows = rows
  }
}

extension Connection {
  /// Runs one statement and copies its result.
  ///
  /// - Parameters:
  ///   - sql: one statement.
  ///   - parameters: values by name, without prefix.
  /// - Throws: ``SQLFailure``.
  public func result(of sql: String, parameters: [String: QueryValue] = [:]) throws -> QueryResult {
    try withStatement(sql) { statement in
      try statement.bind(parameters)
      var rows: [[QueryValue]] = []
      try statement.forEachRow { row in rows.append(row.copy) }
      return QueryResult(columns: statement.columnNames, rows: rows)
    }
  }

  /// Runs one statement and copies its rows.
  ///
  /// ```swift
  /// try connection.rows("SELECT status, count(*) FROM files GROUP BY 1")  // [[.text("a"), .integer(12)], …]
  /// ```
  ///
  /// - Throws: ``SQLFailure``.
  public func rows(_ sql: String, parameters: [String: QueryValue] = [:]) throws -> [[QueryValue]] {
    try result(of: sql, parameters: parameters).rows
  }
}
