import Catalogs
import SQLite

extension DiffReport {
  /// A page by itself, with nothing to load; details are folded.
  func html(_ summary: ComparisonSummary, _ connection: Connection, _ out: ByteWriter) throws {
    let title = OutputMessages.Diff.title(summary)
    out.text(Self.head)
    out.html(title)
    out.text(Self.style)
    element("h1", title, out)
    element("p", attributes: " class=\"sum\"", summary.summary, out)
    out.text("<ul>\n")
    for note in summary.notes { element("li", note, out) }
    out.text("</ul>\n")
    for section in summary.sections(limit: listLimit) {
      element("h2", section.title, out)
      header(section.result.columns, out)
      for row in section.result.rows { self.row(row, out) }
      out.text("</tbody></table>\n")
      if let cut = section.cut { element("p", cut, out) }
      if let note = section.note { element("p", attributes: " class=\"flag\"", note, out) }
    }
    if let details { try list(details, connection, out) }
    out.text("</body>\n</html>\n")
  }

  private func list(_ filter: ChangeFilter, _ connection: Connection, _ out: ByteWriter) throws {
    out.text("<details>")
    element("summary", OutputMessages.Diff.details, out)
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
    if let limit = filter.limit, total > limit { element("p", OutputMessages.cut(shown: limit, of: total), out) }
    out.text("</details>\n")
  }

  /// An element that holds a text, and a line end.
  private func element(_ name: String, attributes: String = "", _ text: String, _ out: ByteWriter) {
    out.text("<\(name)\(attributes)>")
    out.html(text)
    out.text("</\(name)>\n")
  }

  private func header(_ columns: [String], _ out: ByteWriter) {
    out.text("<table><thead><tr>")
    for column in columns {
      out.text("<th>")
      out.html(column)
      out.text("</th>")
    }
    out.text("</tr></thead>\n<tbody>\n")
  }

  private func row(_ values: [QueryValue], _ out: ByteWriter) {
    out.text("<tr>")
    for value in values {
      switch value {
      case .integer, .real: out.text("<td class=\"n\">\(value)")
      case .text, .blob:
        out.text("<td>")
        out.html(value.description)
      case .null: out.text("<td>")
      }
      out.text("</td>")
    }
    out.text("</tr>\n")
  }

  private static let head = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>
    """

  private static let style = """
    </title>
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
