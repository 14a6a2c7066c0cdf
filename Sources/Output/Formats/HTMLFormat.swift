import Catalogs
import ControlText
import SQLite

extension OutputFormat {
  package static let html = OutputFormat(
    name: "html", summary: "a page by itself with a table", endings: ["html", "htm"]
  ) { _ in HTMLFormat() }
}

/// A page by itself, with nothing to load: one table, numbers to the right, NULL in grey.
struct HTMLFormat: ResultFormat {
  mutating func begin(_ columns: [String], to out: ByteWriter) {
    out.text(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Pressmark</title>
      <style>
      body { font: 14px/1.4 system-ui, sans-serif; color-scheme: light dark; }
      table { border-collapse: collapse; }
      th, td { border: 1px solid #8886; padding: 2px 8px; text-align: left; vertical-align: top; white-space: pre-wrap; }
      .n { text-align: right; font-variant-numeric: tabular-nums; }
      .null { color: #888; font-style: italic; }
      </style>
      </head>
      <body>
      <table>
      <thead><tr>
      """)
    for column in columns {
      out.text("<th>")
      out.html(column, .lines)
      out.text("</th>")
    }
    out.text("</tr></thead>\n<tbody>\n")
  }

  mutating func row(_ row: ResultRow, to out: ByteWriter) {
    out.text("<tr>")
    for index in 0..<row.count {
      switch row[index] {
      case .null: out.text("<td class=\"null\">NULL")
      case .integer(let number):
        out.text("<td class=\"n\">")
        out.integer(number)
      case .real(let number):
        out.text("<td class=\"n\">")
        out.real(number)
      case .text(let bytes):
        out.text("<td>")
        out.html(String(decoding: bytes, as: UTF8.self), .lines)
      case .blob(let bytes):
        out.text("<td>")
        out.blob(bytes)
      }
      out.text("</td>")
    }
    out.text("</tr>\n")
  }

  mutating func end(to out: ByteWriter) { out.text("</tbody>\n</table>\n</body>\n</html>\n") }
}
