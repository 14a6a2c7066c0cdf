import SQLite

extension Refusal {
  /// The rule that a failure of SQLite is about; nil where it is about something else.
  init?(_ failure: SQLFailure, on connection: Connection) {
    let subject = failure.constraintSubject
    switch failure.constraint {
    case nil: return nil
    case .check: self = .check(subject)
    case .foreignKey: self = .foreignKey(tables: (try? connection.foreignTablesReferringToOurs()) ?? [])
    case .notNull: self = .notNull(column: subject)
    case .unique: self = .unique(subject)
    case .trigger: self = .trigger(failure.message)
    case .other: self = .failed(failure.message)
    }
  }
}

extension Connection {
  /// The refusal that an error is; the error itself where it is none.
  func refusal(of error: any Error, table: CatalogTable? = nil, record: Int? = nil, id: String? = nil) -> any Error {
    guard let failure = error as? SQLFailure, let refusal = Refusal(failure, on: self) else { return error }
    return CatalogError.refused(table: table?.name, record: record, id: id, refusal)
  }

  /// The tables that somebody added whose foreign keys refer to a table of Pressmark.
  func foreignTablesReferringToOurs() throws -> [String] {
    let ours = CatalogTable.allCases.map { "'\($0.name)'" }.joined(separator: ", ")
    return try rows(
      """
      SELECT DISTINCT m.name FROM main.sqlite_master m JOIN pragma_foreign_key_list(m.name, 'main') k
      WHERE m.type = 'table' AND lower(m.name) NOT IN (\(ours)) AND lower(k."table") IN (\(ours))
      ORDER BY m.name
      """
    ).map { $0[0].description }
  }
}
