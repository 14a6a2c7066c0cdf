import Catalogs
import SQLite

extension OutputFormat {
  package static let table = OutputFormat(
    name: "table", summary: "aligned columns in a box, for people", hasHeader: true
  ) { TableFormat(options: $0) }
}

/// Aligned columns in a box. Widths come from the first rows; where a later value is wider, its line is longer.
///
/// In a window, columns are cut to fit it, and rows that can't fit even so are written one value per line. Without a
/// window nothing is cut.
struct TableFormat: ResultFormat {
  private let options: FormatOptions
  private let lines: BoxLines
  private var batch = RowBatch()
  private var columns: [String] = []
  private var names: [ShownValue] = []
  private var layout = ColumnLayout(names: [])
  private var isOpen = false
  private var fallback: LineFormat?
  private var records: [RowRecord] = []
  private var lineRows = 0

  init(options: FormatOptions) {
    self.options = options
    lines = options.usesUnicode ? .box : .ascii
  }

  mutating func begin(_ columns: [String], to out: ByteWriter) {
    self.columns = columns
    names = columns.map { ShownValue(name: $0) }
    layout = ColumnLayout(names: names)
  }

  mutating func row(_ row: ResultRow, to out: ByteWriter) {
    if fallback != nil { return writeLines(row, to: out) }
    let cells = (0..<row.count).map { ShownValue(row[$0]) }
    guard batch.isOpen else { return write(cells, to: out) }
    layout.add(cells)
    if options.width != nil {
      var record = RowRecord()
      record.encode(row)
      records.append(record)
    }
    if batch.add(cells) { writeBatch(to: out) }
  }

  mutating func end(to out: ByteWriter) {
    if batch.isOpen { writeBatch(to: out) }
    if isOpen { rule(lines.bottom, to: out) }
  }

  private mutating func writeBatch(to out: ByteWriter) {
    let rows = batch.close()
    defer { records = [] }
    guard !columns.isEmpty else { return }
    if let width = options.width, !layout.fit(width, frame: 3 * columns.count + 1, smallest: 8) {
      var format = LineFormat(options: options)
      format.begin(columns, to: out)
      fallback = format
      for record in records { record.withRow(columns: columns.count) { writeLines($0, to: out) } }
      return
    }
    isOpen = true
    rule(lines.top, to: out)
    if options.hasHeader {
      header(to: out)
      rule(lines.middle, to: out)
    }
    for cells in rows { write(cells, to: out) }
  }

  /// How many rows were shown, where they are written one value per line and only some fit.
  var shown: Int? { fallback == nil ? nil : lineRows }

  private mutating func writeLines(_ row: ResultRow, to out: ByteWriter) {
    if let limit = options.lineLimit, lineRows >= max(1, limit / (columns.count + 1)) { return }
    lineRows += 1
    fallback?.row(row, to: out)
  }

  private func header(to out: ByteWriter) {
    out.text(lines.bar)
    for index in names.indices {
      let (text, width) = shown(names[index], in: index)
      cell(options.usesColor ? Style.bold.around(text) : text, width, in: index, to: out)
    }
    out.byte(0x0A)
  }

  private func write(_ cells: [ShownValue], to out: ByteWriter) {
    out.text(lines.bar)
    for index in cells.indices {
      let (text, width) = shown(cells[index], in: index)
      cell(cells[index].isNull && options.usesColor ? Style.dim.around(text) : text, width, in: index, to: out)
    }
    out.byte(0x0A)
  }

  private func shown(_ cell: ShownValue, in index: Int) -> (text: String, width: Int) {
    guard options.width != nil else { return (cell.text, cell.width) }
    return cell.cut(to: layout.widths[index], ellipsis: lines.ellipsis)
  }

  private func cell(_ text: String, _ width: Int, in index: Int, to out: ByteWriter) {
    let gap = layout.widths[index] - width
    out.byte(0x20)
    if layout.isNumeric[index] { out.spaces(gap) }
    out.text(text)
    if !layout.isNumeric[index] { out.spaces(gap) }
    out.byte(0x20)
    out.text(lines.bar)
  }

  private func rule(_ ends: BoxLines.Ends, to out: ByteWriter) {
    out.text(ends.left)
    for (index, width) in layout.widths.enumerated() {
      if index > 0 { out.text(ends.cross) }
      out.text(String(repeating: lines.rule, count: width + 2))
    }
    out.text(ends.right)
    out.byte(0x0A)
  }
}

/// What a box is drawn with.
struct BoxLines {
  struct Ends {
    var left, cross, right: String
  }

  var bar, rule, ellipsis: String
  var top, middle, bottom: Ends

  static let box = BoxLines(
    bar: "│", rule: "─", ellipsis: "…", top: Ends(left: "┌", cross: "┬", right: "┐"),
    middle: Ends(left: "├", cross: "┼", right: "┤"), bottom: Ends(left: "└", cross: "┴", right: "┘"))

  static let ascii = BoxLines(
    bar: "|", rule: "-", ellipsis: ">", top: Ends(left: "+", cross: "+", right: "+"),
    middle: Ends(left: "+", cross: "+", right: "+"), bottom: Ends(left: "+", cross: "+", right: "+"))
}
