/// The first rows of a result, which a table measures before it writes them.
struct RowBatch {
  private var rows: [[ShownValue]] = []
  private var size = 0
  private(set) var isOpen = true

  /// Keeps a row.
  ///
  /// - Returns: whether that was the last to be kept: 1,000 rows, or a megabyte of text.
  mutating func add(_ cells: [ShownValue]) -> Bool {
    rows.append(cells)
    size += cells.reduce(0) { $0 + $1.text.utf8.count }
    return rows.count == 1000 || size > 1 << 20
  }

  /// Gives back the rows, and keeps no more.
  mutating func close() -> [[ShownValue]] {
    isOpen = false
    defer { rows = [] }
    return rows
  }
}
