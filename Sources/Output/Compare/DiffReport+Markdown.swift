import Catalogs
import ControlText
import SQLite

extension DiffReport {
  /// The rows that a comment shows at once; longer tables are folded.
  private static let foldFrom = 8

  /// A comment for a merge request: the line that sums up, then tables, long ones folded.
  func markdown(_ summary: ComparisonSummary, _ connection: Connection, _ out: ByteWriter) throws {
    let markdown = OutputFormat.markdown
    out.text("### \(MarkdownText.escaped(OutputMessages.Diff.title(summary)))\n\n")
    out.text("**\(MarkdownText.escaped(summary.summary))**\n\n")
    for note in summary.notes { out.text("- \(MarkdownText.escaped(note))\n") }
    for section in summary.sections(limit: listLimit) {
      let isFolded = section.result.rows.count > Self.foldFrom
      open(isFolded ? "\(section.title) (\(section.total))" : section.title, isFolded: isFolded, out)
      markdown.write(section.result, options: options, to: out)
      for text in [section.cut, section.note] {
        if let text { out.text("\n\(MarkdownText.escaped(text))\n") }
      }
      close(isFolded: isFolded, out)
    }
    if let details {
      open(OutputMessages.Diff.details, isFolded: true, out)
      if let cut = try rows(details, as: .markdown, columns: Self.columnsForPeople, connection, out) {
        out.text("\n\(MarkdownText.escaped(cut))\n")
      }
      close(isFolded: true, out)
    }
  }

  private func open(_ title: String, isFolded: Bool, _ out: ByteWriter) {
    guard isFolded else { return out.text("\n#### \(title)\n\n") }
    out.text("\n<details><summary>")
    out.html(title)
    out.text("</summary>\n\n")
  }

  private func close(isFolded: Bool, _ out: ByteWriter) {
    if isFolded { out.text("\n</details>\n") }
  }
}
