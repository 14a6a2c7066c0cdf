import SQLite

/// Inserts single rows into one of the tables, and sees to it that each is there.
struct RowInsertion: ~Copyable {
  private let table: CatalogTable
  private let connection: Connection
  private let statement: Statement

  /// - Parameter columns: those that are given; nil for all.
  init(into table: CatalogTable, columns: [String]? = nil, on connection: Connection) throws {
    self.table = table
    self.connection = connection
    statement = try connection.insertion(table.insertion(of: columns), table: table)
  }

  /// Inserts a row.
  ///
  /// - Parameters:
  ///   - values: by the names of the columns.
  ///   - record: the record it is about, for errors.
  func run(_ values: [String: QueryValue], record: Int? = nil) throws {
    do {
      try statement.bind(values)
      guard try statement.insertedRows() == 1 else {
        throw CatalogError.refused(table: table.name, record: record, id: nil, .ignored)
      }
    } catch {
      throw connection.refusal(of: error, table: table, record: record)
    }
  }
}

extension Connection {
  /// Compiles an insertion into a table. Where it does not compile, something that was added to the catalog is the reason.
  func insertion(_ sql: String, table: CatalogTable) throws -> Statement {
    do {
      return try statement(sql)
    } catch let failure as SQLFailure where failure.isOfSQL {
      throw CatalogError.refused(table: table.name, record: nil, id: nil, .failed(failure.message))
    }
  }
}
