import ExportFormat
import SQLite

/// Inserts the rows of a batch into one of the tables.
///
/// Where something that was added to the catalog can refuse or ignore a row, it checks that every row is there,
/// and an error names the record.
struct BatchInsertion: ~Copyable {
  private let rows: BatchTable
  private let connection: Connection
  private let statement: Statement
  private let isTrusted: Bool

  /// - Parameter imposter: what the rows go into instead of the table.
  init(
    of rows: BatchTable, into imposter: Imposter? = nil, as plan: WritePlan, _ feed: BatchFeed,
    on connection: Connection
  )
    throws
  {
    let statement = try connection.insertion(
      rows.insertion(into: imposter, keepsRowsBefore: plan.tablesArePassive), table: rows.target)
    if rows == .files || rows == .fileIndex { try statement.bind(["export": .integer(feed.exportID)]) }
    self.rows = rows
    self.connection = connection
    self.statement = statement
    isTrusted = plan.trusted.contains(rows.target)
  }

  /// Gives the statement's parameters their values.
  func bind(_ values: [String: QueryValue]) throws { try statement.bind(values) }

  /// Inserts the rows.
  ///
  /// - Returns: how many.
  /// - Throws: ``CatalogError/refused(table:record:id:_:)`` where the catalog refuses one, ``SQLFailure``.
  @discardableResult
  func run(_ feed: BatchFeed) throws -> Int {
    guard !isTrusted else { return try statement.insertedRows() }
    let count = try rowCount()
    guard count > 0 else { return 0 }
    _ = try connection.rows("SAVEPOINT pressmark_batch")
    do {
      let inserted = try statement.insertedRows()
      guard inserted == count else { throw refusal(.ignored) }
    } catch {
      // A trigger or a constraint can end the whole transaction.
      if connection.isInTransaction {
        _ = try connection.rows("ROLLBACK TO pressmark_batch")
        try findFault(feed)
      }
      throw connection.refusal(of: error, table: rows.target)
    }
    _ = try connection.rows("RELEASE pressmark_batch")
    return count
  }

  /// Inserts record by record, to name the one that is refused in the error.
  private func findFault(_ feed: BatchFeed) throws {
    defer { feed.only = nil }
    for index in 0..<feed.batch.decoded.records.count {
      let record = feed.batch.decoded.records[index]
      feed.only = index
      do {
        let count = try rowCount()
        if count > 0, try statement.insertedRows() != count { throw refusal(.ignored) }
      } catch CatalogError.refused(let table, _, _, let refusal) {
        throw CatalogError.refused(table: table, record: record.number, id: record.id.string, refusal)
      } catch {
        throw connection.refusal(of: error, table: rows.target, record: record.number, id: record.id.string)
      }
    }
  }

  private func rowCount() throws -> Int {
    Int(try connection.rows("SELECT count(*) FROM temp.\(rows.name)").first?.first?.integer ?? 0)
  }

  private func refusal(_ refusal: Refusal) -> CatalogError {
    .refused(table: rows.target.name, record: nil, id: nil, refusal)
  }
}
