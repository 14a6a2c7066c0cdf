import Catalogs
import SQLite

/// A table for Markdown (the GitHub flavour); what has a meaning there is escaped.
struct MarkdownFormat: ResultFormat {
  private var batch = RowBatch()
  private var names: [Cell] = []
  private var layout = ColumnLayout(names: [])

  init(options: FormatOptions) {}

  mutating func begin(_ columns: [String], to out: ByteWriter) {
    names = columns.map { Cell(Self.escaped(Cell(name: $0).text)) }
    layout = ColumnLayout(names: names)
  }

  mutating func row(_ row: ResultRow, to out: ByteWriter) {
    let cells = (0..<row.count).map { index -> Cell in
      var cell = Cell(row[index])
      if case .text = row[index] {
        let text = Self.escaped(cell.text)
        if text != cell.text { cell = Cell(text) }
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
    write(names, to: out)
    for (width, isNumeric) in zip(layout.widths, layout.isNumeric) {
      out.text("| ")
      out.text(String(repeating: "-", count: max(isNumeric ? width - 1 : width, 3)))
      out.text(isNumeric ? ": " : " ")
    }
    out.text("|\n")
    for cells in batch.close() { write(cells, to: out) }
  }

  private func write(_ cells: [Cell], to out: ByteWriter) {
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

  /// Backslashes before what Markdown would read as its own.
  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { "\\`*_[]<>|~&".utf8.contains($0) }) else { return text }
    var result = ""
    // Scalar by scalar, as a reader of Markdown sees them, not the marks that combine with them.
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "_":
        // Within a word an underscore is only an underscore.
        let isInside =
          index > 0 && index + 1 < scalars.count && Self.isWord(scalars[index - 1]) && Self.isWord(scalars[index + 1])
        result += isInside ? "_" : "\\_"
      case "\\", "`", "*", "[", "]", "|", "~": result += "\\\(scalar)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_"
  }
}

/// The first rows of a result, which a table measures before it writes them.
struct RowBatch {
  private var rows: [[Cell]] = []
  private var size = 0
  private(set) var isOpen = true

  /// Keeps a row.
  ///
  /// - Returns: whether that was the last to be kept: 1,000 rows, or a megabyte of text.
  mutating func add(_ cells: [Cell]) -> Bool {
    rows.append(cells)
    size += cells.reduce(0) { $0 + $1.text.utf8.count }
    return rows.count == 1000 || size > 1 << 20
  }

  /// Gives back the rows, and keeps no more.
  mutating func close() -> [[Cell]] {
    isOpen = false
    defer { rows = [] }
    return rows
  }
}
