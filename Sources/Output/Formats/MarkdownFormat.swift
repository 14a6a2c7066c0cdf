import Catalogs
import SQLite

extension OutputFormat {
  package static let markdown = OutputFormat(
    name: "markdown", summary: "a table for Markdown", endings: ["md", "markdown"], hasHeader: true
  ) { MarkdownFormat(options: $0) }
}

/// A table for Markdown (the GitHub flavour); what has a meaning there is escaped.
struct MarkdownFormat: ResultFormat {
  private var batch = RowBatch()
  private var names: [ShownValue] = []
  private var layout = ColumnLayout(names: [])

  private let hasHeader: Bool

  init(options: FormatOptions) { hasHeader = options.hasHeader }

  mutating func begin(_ columns: [String], to out: ByteWriter) {
    names = columns.map { ShownValue(MarkdownText.escaped(ShownValue(name: $0).text, in: .cell)) }
    layout = ColumnLayout(names: names)
  }

  mutating func row(_ row: ResultRow, to out: ByteWriter) {
    let cells = (0..<row.count).map { index -> ShownValue in
      var cell = ShownValue(row[index])
      if case .text = row[index] {
        let text = MarkdownText.escaped(cell.text, in: .cell)
        if text != cell.text { cell = ShownValue(text) }
      }
      return cell
    }
    if batch.isOpen {
      layout.add(cells)
      if batch.add(cells) { writeBatch(to: out) }
    } else {
      write(cells, to: out)
    }
  }

  mutating func end(to out: ByteWriter) { if batch.isOpen { writeBatch(to: out) } }

  private mutating func writeBatch(to out: ByteWriter) {
    guard !names.isEmpty else { return }
    if hasHeader { writeHeader(to: out) }
    for cells in batch.close() { write(cells, to: out) }
  }

  private func writeHeader(to out: ByteWriter) {
    write(names, to: out)
    for (width, isNumeric) in zip(layout.widths, layout.isNumeric) {
      out.text("| ")
      out.text(String(repeating: "-", count: max(isNumeric ? width - 1 : width, 3)))
      out.text(isNumeric ? ": " : " ")
    }
    out.text("|\n")
  }

  private func write(_ cells: [ShownValue], to out: ByteWriter) {
    for (index, cell) in cells.enumerated() {
      let least = layout.isNumeric[index] ? 4 : 3
      let gap = max(layout.widths[index], least) - cell.width
      out.text("| ")
      if layout.isNumeric[index] { out.spaces(gap) }
      out.text(cell.text)
      if !layout.isNumeric[index] { out.spaces(gap) }
      out.text(" ")
    }
    out.text("|\n")
  }
}
