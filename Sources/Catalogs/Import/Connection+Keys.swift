import SQLite

extension Connection {
  /// The smallest key that is larger than all in a column, in every table that has it: where foreign keys are off, as
  /// they are in most tools, rows can outlive those that they belong to, and must not come to belong to new ones.
  ///
  /// - Throws: ``CatalogError/badValue(_:)`` where the largest is no number, or the largest number there is.
  func nextKey(_ column: String) throws -> Int64 {
    try CatalogTable.allCases.filter { $0.columns.contains(column) }.reduce(1) { next, table in
      max(next, try nextKey(column, of: table))
    }
  }

  private func nextKey(_ column: String, of table: CatalogTable) throws -> Int64 {
    func fault(_ value: QueryValue, _ problem: StoredFault.Problem) -> CatalogError {
      .badValue(StoredFault(table: table.name, column: column, row: "\(column) \(value)", problem: problem))
    }
    let largest = try rows("SELECT max(\(column)) FROM main.\(table.name)").first?.first ?? .null
    switch largest {
    case .null: return 1
    // No import has that many rows.
    case .integer(let key) where key < .max - 1 << 40: return key + 1
    case .integer: throw fault(largest, .largestKey)
    default: throw fault(largest, .notInteger(found: largest))
    }
  }

  /// How many rows of a table meet a condition.
  func count(_ table: CatalogTable, _ condition: String = "1") throws -> Int64 {
    try rows("SELECT count(*) FROM main.\(table.name) WHERE \(condition)").first?.first?.integer ?? 0
  }
}
