import Catalogs
import SQLite

extension DiffReport {
  /// A page by itself, with nothing to load; details are folded.
  func html(_ summary: ComparisonSummary, _ connection: Connection, _ out: ByteWriter) throws {
    let title = HTMLText.escaped(Messages.Diff.title(summary))
    out.text(Self.head.replacing("TITLE", with: title))
    out.text("<h1>\(title)</h1>\n<p class=\"sum\">\(HTMLText.escaped(summary.summary))</p>\n<ul>\n")
    for note in summary.notes { out.text("<li>\(HTMLText.escaped(note))</li>\n") }
    out.text("</ul>\n")
    for section in summary.sections(limit: listLimit) {
      out.text("<h2>\(HTMLText.escaped(section.title))</h2>\n")
      header(section.result.columns, out)
      for row in section.result.rows { self.row(row, out) }
      out.text("</tbody></table>\n")
      if let cut = section.cut { out.text("<p>\(HTMLText.escaped(cut))</p>\n") }
      if let note = section.note { out.text("<p class=\"flag\">\(HTMLText.escaped(note))</p>\n") }
    }
    if let details { try list(details, connection, out) }
    out.text("</body>\n</html>\n")
  }

  private func list(_ filter: ChangeFilter, _ connection: Connection, _ out: ByteWriter) throws {
    out.text("<details><summary>\(Messages.Diff.details)</summary>\n")
    header(Self.columnsForPeople, out)
    let sql = "SELECT \(Self.columnsForPeople.joined(separator: ", ")) FROM (\(filter.sql))"
    try connection.withStatement(sql) { statement in
      try statement.forEachRow { row in
        self.row(row.copy, out)
        try out.check()
      }
    }
    out.text("</tbody></table>\n")
    let total = try filter.count(on: connection)
    if let limit = filter.limit, total > limit {
      out.text("<p>\(HTMLText.escaped(Messages.cut(shown: limit, of: total)))</p>\n")
    }
    out.text("</details>\n")
  }

  private func header(_ columns: [String], _ out: ByteWriter) {
    let cells = columns.map { "<th>\(HTMLText.escaped($0))</th>" }.joined()
    out.text("<table><thead><tr>\(cells)</tr></thead>\n<tbody>\n")
  }

  private func row(_ values: [QueryValue], _ out: ByteWriter) {
    out.text("<tr>")
    for value in values {
      switch value {
      case .null: out.text("<td></td>")
      case .integer, .real: out.text("<td class=\"n\">\(value)</td>")
      case .text, .blob: out.text("<td>\(HTMLText.escaped(value.description))</td>")
      }
    }
    out.text("</tr>\n")
  }

  private static let head = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>TITLE</title>
    <style>
    :root { color-scheme: light dark; }
    body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
    .sum { font-size: 1.1em; font-weight: 600; }
    .flag { color: #c33; }
    table { border-collapse: collapse; }
    th, td { border: 1px solid #8886; padding: .15em .6em; text-align: left; vertical-align: top; }
    .n { text-align: right; font-variant-numeric: tabular-nums; }
    </style>
    </head>
    <body>

    """
}
