import SQLite

/// What the query planner is told about the tables that hold the files.
///
/// `ANALYZE` looks at a thousand rows of each index, so that it takes no time, and takes what it sees for the whole: of
/// files it says that an export has a thousand. Here the numbers are known. The planner reads them when a connection is
/// opened; see <https://sqlite.org/fileformat2.html#stat1tab>.
struct Statistics {
  let connection: Connection

  /// Writes the rows of the tables that are exactly as `schema.sql` makes them, after an `ANALYZE`.
  ///
  /// - Parameters:
  ///   - tables: those that are.
  ///   - counts: what is known of the indexes of files; the rest is counted in the newest export.
  func write(of tables: Set<CatalogTable>, _ counts: PrefixCounts = [:]) throws {
    guard try !connection.rows("SELECT 1 FROM main.sqlite_master WHERE name = 'sqlite_stat1'").isEmpty else { return }
    let exports = try connection.rows(
      """
      SELECT count(*), sum(record_count - repeated_count - rejected_count),
        max(CASE WHEN record_count > repeated_count + rejected_count THEN export_id END)
      FROM main.exports
      WHERE record_count > repeated_count + rejected_count
      """)
    guard let row = exports.first, let exportCount = row[0].integer, let fileCount = row[1].integer,
      let newest = row[2].integer, exportCount > 0, fileCount > 0
    else { return }
    if tables.contains(.files) {
      try set(Imposter.fileIDs, fileCount, [exportCount, fileCount])
      for index in Imposter.fileIndexes {
        let prefixes = try counts[index] ?? prefixCounts(of: index, in: newest)
        try set(index, fileCount, [exportCount] + prefixes.map { min(exportCount * Int64($0), fileCount) })
      }
    }
    if tables.contains(.groupAttributes), tables.contains(.labelCounts) {
      let uses = try connection.rows("SELECT sum(uses), count(DISTINCT attribute_key) FROM main.label_counts").first
      if let count = uses?[0].integer, let labels = uses?[1].integer, count > 0 {
        try set(.labelIndex, count, [labels])
        try correctRowCount(of: .groupAttributes, count)
      }
    }
  }

  /// Counts the values of an index's columns in one export.
  private func prefixCounts(of index: Imposter, in export: Int64) throws -> [Int] {
    // Without the export and the file.
    let columns = Array(index.columns.dropFirst().dropLast())
    return try columns.indices.map { last in
      let prefix = columns[...last].map { "\($0) COLLATE BINARY" }.joined(separator: ", ")
      let rows = try connection.rows(
        "SELECT count(*) FROM (SELECT DISTINCT \(prefix) FROM main.files WHERE export_id = \(export))")
      return Int(rows.first?.first?.integer ?? 0)
    }
  }

  /// Writes the row of an index: how many rows there are, then how many on average for each prefix of its columns.
  private func set(_ index: Imposter, _ rowCount: Int64, _ distinct: [Int64]) throws {
    guard let name = index.indexName else { return }
    let averages = distinct.map { max(1, (rowCount + max(1, $0) - 1) / max(1, $0)) }
    try set(index.table, name, ([rowCount] + averages))
  }

  private func set(_ table: CatalogTable, _ index: String, _ numbers: [Int64]) throws {
    _ = try connection.rows(
      "UPDATE main.sqlite_stat1 SET stat = :stat WHERE tbl = :table AND idx = :index",
      parameters: [
        "stat": .text(numbers.map(String.init).joined(separator: " ")), "table": .text(table.name),
        "index": .text(index),
      ])
  }

  /// Corrects the number of rows of a table by its primary key; the averages stay those that `ANALYZE` found.
  private func correctRowCount(of table: CatalogTable, _ rowCount: Int64) throws {
    let found = try connection.rows(
      "SELECT stat FROM main.sqlite_stat1 WHERE tbl = :table AND idx = :table", parameters: ["table": .text(table.name)]
    )
    let numbers = (found.first?.first?.text ?? "").split(separator: " ").compactMap { Int64($0) }
    guard numbers.count == table.declared.key.count + 1 else { return }
    try set(table, table.name, [rowCount] + numbers.dropFirst().map { min($0, rowCount) })
  }
}
