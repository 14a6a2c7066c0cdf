/// A small result, held in memory.
public struct QueryResult: Equatable, Sendable {
  /// The names of the columns.
  public var columns: [String]
  /// The rows, with a value for each column.
  public var rows: [[QueryValue]]

  /// Makes a result of values.
  ///
  /// - Parameters:
  ///   - columns: the names of the columns.
  ///   - rows: the rows, with a value for each column.
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
  ///   - parameters: the values of its parameters, by name without prefix.
  /// - Returns: the result's columns and rows.
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
  /// - Parameters:
  ///   - sql: one statement.
  ///   - parameters: the values of its parameters, by name without prefix.
  /// - Returns: the rows, with a value for each column.
  /// - Throws: ``SQLFailure``.
  public func rows(_ sql: String, parameters: [String: QueryValue] = [:]) throws -> [[QueryValue]] {
    try result(of: sql, parameters: parameters).rows
  }
}
