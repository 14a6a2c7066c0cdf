import SQLite

/// Inserts single rows into one of the tables, and makes sure that each was inserted.
struct RowInsertion: ~Copyable {
  private let table: CatalogTable
  private let connection: Connection
  private let statement: Statement

  /// - Parameter columns: the columns that get values; nil for all.
  init(into table: CatalogTable, columns: [String]? = nil, on connection: Connection) throws {
    self.table = table
    self.connection = connection
    statement = try connection.insertion(table.insertion(of: columns), table: table)
  }

  /// Inserts a row.
  ///
  /// - Parameters:
  ///   - values: the row, by the names of the columns.
  ///   - record: the number of the record that the row belongs to, for errors.
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
