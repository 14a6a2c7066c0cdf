import Catalogs
import SQLite

extension OutputFormat {
  package static let table = OutputFormat(
    name: "table", summary: "aligned columns in a box, for people", hasHeader: true
  ) { TableFormat(options: $0) }
}

/// Aligned columns in a box. Widths come from the first rows; where a later value is wider, its line is longer.
///
/// In a window, long texts are shortened and columns left out until it fits (``TableFit``). A single row of several
/// values that doesn't fit is written one value per line. Without a window nothing is cut.
struct TableFormat: ResultFormat {
  private let options: FormatOptions
  private let lines: BoxLines
  private var batch = RowBatch()
  private var columns: [String] = []
  private var names: [ShownValue] = []
  private var layout = ColumnLayout(names: [])
  private var fit = TableFit([], in: nil, markWidth: 0)
  private var isOpen = false
  private var first: RowRecord?

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
    let cells = (0..<row.count).map { ShownValue(row[$0]) }
    guard batch.isOpen else { return write(cells, to: out) }
    layout.add(cells)
    if options.width != nil, first == nil {
      var record = RowRecord()
      record.encode(row)
      first = record
    }
    if batch.add(cells) { writeBatch(isAll: false, to: out) }
  }

  mutating func end(to out: ByteWriter) {
    if batch.isOpen { writeBatch(isAll: true, to: out) }
    guard isOpen else { return }
    rule(lines.bottom, to: out)
    guard let shownColumns, let hint = options.hint else { return }
    let note = OutputMessages.cutColumns(shown: shownColumns, of: columns.count)
    out.text("\(note); \(OutputMessages.showsAll(hint.text(options.formatOfAll)))\n")
  }

  var shownColumns: Int? { isOpen && fit.mark != nil ? fit.columns.count : nil }

  private mutating func writeBatch(isAll: Bool, to out: ByteWriter) {
    let rows = batch.close()
    defer { first = nil }
    guard !columns.isEmpty else { return }
    fit = TableFit(layout.columns(names), in: options.width, markWidth: lines.mark.width)
    if !fit.isLossless, isAll, rows.count == 1, columns.count > 1, let first {
      var format = LineFormat(options: options)
      format.begin(columns, to: out)
      first.withRow(columns: columns.count) { format.row($0, to: out) }
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

  private func header(to out: ByteWriter) {
    let headers = zip(fit.columns, fit.widths).map { column, width in
      TableHeader.lines(of: names[column], in: options.width == nil ? .max : width, ellipsis: lines.ellipsis)
    }
    let height = headers.map(\.count).max() ?? 0
    for line in 0..<height {
      out.text(lines.bar)
      for place in fit.columns.indices {
        if fit.mark == place { mark(line == 0 ? lines.mark.text : "", to: out) }
        let (text, width) = line < headers[place].count ? headers[place][line] : ("", 0)
        cell(options.usesColor && width > 0 ? Style.bold.around(text) : text, width, in: place, to: out)
      }
      if fit.mark == fit.columns.count { mark(line == 0 ? lines.mark.text : "", to: out) }
      out.byte(0x0A)
    }
  }

  private func write(_ cells: [ShownValue], to out: ByteWriter) {
    out.text(lines.bar)
    for (place, column) in fit.columns.enumerated() {
      if fit.mark == place { mark(lines.mark.text, to: out) }
      let (text, width) = shown(cells[column], of: column, in: fit.widths[place])
      cell(cells[column].isNull && options.usesColor ? Style.dim.around(text) : text, width, in: place, to: out)
    }
    if fit.mark == fit.columns.count { mark(lines.mark.text, to: out) }
    out.byte(0x0A)
  }

  private func shown(_ cell: ShownValue, of column: Int, in width: Int) -> (text: String, width: Int) {
    // A number that comes late and is wider than all before it stays whole.
    let isLateNumber = cell.isNumber && layout.isNumeric[column] && cell.width > layout.valueWidths[column]
    guard options.width != nil, !isLateNumber else { return (cell.text, cell.width) }
    return cell.cut(to: width, ellipsis: lines.ellipsis)
  }

  private func cell(_ text: String, _ width: Int, in place: Int, to out: ByteWriter) {
    let gap = fit.widths[place] - width
    let isNumeric = layout.isNumeric[fit.columns[place]]
    out.byte(0x20)
    if isNumeric { out.spaces(gap) }
    out.text(text)
    if !isNumeric { out.spaces(gap) }
    out.byte(0x20)
    out.text(lines.bar)
  }

  /// What stands for the columns that are left out.
  private func mark(_ text: String, to out: ByteWriter) {
    out.byte(0x20)
    out.text(text)
    out.spaces(text.isEmpty ? lines.mark.width : 0)
    out.byte(0x20)
    out.text(lines.bar)
  }

  private func rule(_ ends: BoxLines.Ends, to out: ByteWriter) {
    var widths = fit.widths
    if let mark = fit.mark { widths.insert(lines.mark.width, at: mark) }
    out.text(ends.left)
    for (index, width) in widths.enumerated() {
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
  /// What stands in the place of the columns that are left out.
  var mark: (text: String, width: Int)
  var top, middle, bottom: Ends

  static let box = BoxLines(
    bar: "│", rule: "─", ellipsis: "…", mark: ("…", 1), top: Ends(left: "┌", cross: "┬", right: "┐"),
    middle: Ends(left: "├", cross: "┼", right: "┤"), bottom: Ends(left: "└", cross: "┴", right: "┘"))

  static let ascii = BoxLines(
    bar: "|", rule: "-", ellipsis: ">", mark: ("...", 3), top: Ends(left: "+", cross: "+", right: "+"),
    middle: Ends(left: "+", cross: "+", right: "+"), bottom: Ends(left: "+", cross: "+", right: "+"))
}
