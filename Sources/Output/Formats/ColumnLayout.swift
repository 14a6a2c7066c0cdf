/// The widths and sides of a table's columns, from its first rows.
struct ColumnLayout {
  private(set) var widths: [Int]
  /// Whether a column has shown nothing but numbers and NULL so far, and at least one number.
  private(set) var isNumeric: [Bool]
  private var hasText: [Bool]

  init(names: [ShownValue]) {
    widths = names.map(\.width)
    isNumeric = names.map { _ in false }
    hasText = isNumeric
  }

  mutating func add(_ cells: [ShownValue]) {
    for (index, cell) in cells.enumerated() {
      widths[index] = max(widths[index], cell.width)
      if cell.isNumber { isNumeric[index] = !hasText[index] }
      if !cell.isNumber, !cell.isNull {
        hasText[index] = true
        isNumeric[index] = false
      }
    }
  }

  /// Makes the columns fit a window, taking from the widest first.
  ///
  /// - Parameters:
  ///   - width: the window's columns.
  ///   - frame: what lines and gaps take.
  ///   - smallest: the least that a column is cut to.
  /// - Returns: false where even that is too wide.
  mutating func fit(_ width: Int, frame: Int, smallest: Int) -> Bool {
    let room = width - frame
    guard widths.map({ min($0, smallest) }).reduce(0, +) <= room else { return false }
    var excess = widths.reduce(0, +) - room
    while excess > 0 {
      let widest = widths.max() ?? 0
      let next = max(widths.filter { $0 < widest }.max() ?? smallest, smallest)
      let many = widths.filter { $0 == widest }.count
      let step = min(max(1, widest - next), max(1, excess / many))
      for index in widths.indices where widths[index] == widest && excess > 0 {
        widths[index] -= step
        excess -= step
      }
    }
    return true
  }
}
