/// The widths and sides of a table's columns, from its first rows.
struct ColumnLayout {
  /// The widths of names and values.
  private(set) var widths: [Int]
  /// The widths of the values alone.
  private(set) var valueWidths: [Int]
  /// Whether a column has shown nothing but numbers and NULL so far, and at least one number.
  private(set) var isNumeric: [Bool]
  private var hasText: [Bool]
  /// Whether a column has shown only values that must not be shortened.
  private var isWhole: [Bool]

  init(names: [ShownValue]) {
    widths = names.map(\.width)
    valueWidths = names.map { _ in 0 }
    isNumeric = names.map { _ in false }
    hasText = isNumeric
    isWhole = names.map { _ in true }
  }

  mutating func add(_ cells: [ShownValue]) {
    for (index, cell) in cells.enumerated() {
      widths[index] = max(widths[index], cell.width)
      valueWidths[index] = max(valueWidths[index], cell.width)
      if isWhole[index] { isWhole[index] = WholeText.matches(cell) }
      if cell.isNumber { isNumeric[index] = !hasText[index] }
      if !cell.isNumber, !cell.isNull {
        hasText[index] = true
        isNumeric[index] = false
      }
    }
  }

  /// What a window needs to know of the columns.
  func columns(_ names: [ShownValue]) -> [TableFit.Column] {
    names.indices.map { TableFit.Column(values: valueWidths[$0], isWhole: isWhole[$0], name: names[$0]) }
  }
}
