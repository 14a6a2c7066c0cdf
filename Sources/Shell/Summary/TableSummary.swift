import SQLite

/// What is known of the values of each column, after one pass over the rows.
struct TableSummary {
  private(set) var rowCount = 0
  private let columns: [String]
  private let tallies: ColumnTallies

  /// Runs a statement, and counts the values of its rows.
  ///
  /// - Parameter tick: is told how many rows there were, row by row.
  init(of statement: borrowing Statement, _ tick: (Int) throws -> Void) throws {
    columns = statement.columnNames
    let tallies = ColumnTallies(count: statement.columnCount)
    var count = 0
    try statement.forEachRow { row in
      tallies.add(row)
      count += 1
      try tick(count)
    }
    tallies.finish()
    self.tallies = tallies
    rowCount = count
  }

  /// The columns with more distinct values than are counted one by one.
  var estimated: [String] { zip(columns, tallies.counters).filter(\.1.isEstimated).map(\.0) }

  var result: QueryResult {
    QueryResult(
      columns: ["column", "type", "nulls", "distinct", "min", "max", "q1", "median", "q3", "most frequent"],
      rows: zip(columns, tallies.counters).map { column, tally in
        let types = tally.kinds.map { "\($0)" }.joined(separator: ",")
        let mark = tally.isEstimated ? "≈" : ""
        let frequent = Self.shown(tally.mostFrequent)
        return [.text(column), types.isEmpty ? .null : .text(types), .integer(Int64(tally.nulls))]
          + [tally.isEstimated ? .text("≈\(tally.distinct)") : .integer(Int64(tally.distinct))]
          + [Self.shown(tally.least), Self.shown(tally.greatest)]
          + tally.quartiles.map { $0 == .null || !tally.isEstimated ? $0 : .text("≈\($0)") }
          + [frequent == .null ? .null : .text("\(frequent) (\(mark)\(tally.mostFrequentCount))")]
      })
  }

  /// A value; of a long one the start.
  private static func shown(_ value: HeldValue) -> QueryValue {
    let copy = value.with(\.copy)
    switch copy {
    case .text(let text) where text.utf8.count > 1000: return .text(String(text.prefix(200)) + "…")
    case .blob(let bytes) where bytes.count > 1000: return .blob(Array(bytes.prefix(100)))
    default: return copy
    }
  }
}
