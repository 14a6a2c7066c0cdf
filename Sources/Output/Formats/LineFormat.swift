import Catalogs
import SQLite

extension OutputFormat {
  package static let line = OutputFormat(name: "line", summary: "one value per line, for wide rows") {
    LineFormat(options: $0)
  }
}

/// One value per line, `name = value`, and an empty line between rows.
struct LineFormat: ResultFormat {
  let options: FormatOptions
  private var names: [String] = []
  private var isFirst = true

  init(options: FormatOptions) { self.options = options }

  mutating func begin(_ columns: [String], to out: ByteWriter) {
    let cells = columns.map { ShownValue(name: $0) }
    let width = cells.map(\.width).max() ?? 0
    names = cells.map { String(repeating: " ", count: width - $0.width) + $0.text + " = " }
  }

  mutating func row(_ row: ResultRow, to out: ByteWriter) {
    if !isFirst { out.byte(0x0A) }
    isFirst = false
    for index in 0..<row.count {
      out.text(names[index])
      let cell = ShownValue(row[index])
      out.text(cell.isNull && options.usesColor ? Style.dim.around(cell.text) : cell.text)
      out.byte(0x0A)
    }
  }

  mutating func end(to out: ByteWriter) {}
}
