import SQLite

extension Connection {
  /// Makes sure that a change was made: a trigger can ignore it without an error.
  ///
  /// - Parameters:
  ///   - table: the table that was changed.
  ///   - condition: the condition that the changed rows meet.
  ///   - count: how many rows must meet it.
  /// - Throws: ``CatalogError/refused(table:record:id:_:)``.
  func confirm(
    _ table: CatalogTable, where condition: String, count: Int = 1, parameters: [String: QueryValue] = [:]
  ) throws {
    let rows = try rows("SELECT count(*) FROM main.\(table.name) WHERE \(condition)", parameters: parameters)
    guard rows.first?.first?.integer == Int64(count) else {
      throw CatalogError.refused(table: table.name, record: nil, id: nil, .ignored)
    }
  }
}
