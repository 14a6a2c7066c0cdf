import Catalogs
import ControlText
import SQLite

extension DiffReport {
  /// The rows that a comment shows at once; longer tables are folded.
  private static let foldFrom = 8

  /// A comment for a merge request: the line that sums up, then tables, long ones folded.
  func markdown(_ summary: ComparisonSummary, _ connection: Connection, _ out: ByteWriter) throws {
    let markdown = OutputFormat.named("markdown") ?? OutputFormat.all[0]
    out.text("### \(MarkdownText.escaped(Messages.Diff.title(summary)))\n\n")
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
      open(Messages.Diff.details, isFolded: true, out)
      if let cut = try rows(details, as: "markdown", columns: Self.columnsForPeople, connection, out) {
        out.text("\n\(MarkdownText.escaped(cut))\n")
      }
      close(isFolded: true, out)
    }
  }

  private func open(_ title: String, isFolded: Bool, _ out: ByteWriter) {
    out.text(isFolded ? "\n<details><summary>\(HTMLText.escaped(title))</summary>\n\n" : "\n#### \(title)\n\n")
  }

  private func close(isFolded: Bool, _ out: ByteWriter) {
    if isFolded { out.text("\n</details>\n") }
  }
}

/// Text within Markdown.
enum MarkdownText {
  /// The text on one line, with backslashes before what Markdown would read as its own.
  static func escaped(_ text: String) -> String {
    var result = ""
    // Scalar by scalar, as a reader of Markdown sees them, not the marks that combine with them.
    for scalar in HTMLText.escaped(text).unicodeScalars {
      if "\\`*_[]|~#".unicodeScalars.contains(scalar) { result.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}

/// Text within HTML.
enum HTMLText {
  /// The text on one line, its controls visible.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in ControlText.visible(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
