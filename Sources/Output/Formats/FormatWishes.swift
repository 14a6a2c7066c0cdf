import Catalogs
import SQLite

/// What a person wants of every format: the commands `.headers`, `.nullvalue` and `.separator`.
package struct FormatWishes: Equatable, Sendable {
  /// Whether names of columns are written where the format has a choice.
  package var hasHeader = true
  /// What csv puts between values; nil for a comma.
  package var separator: UInt8?
  /// What stands for NULL; nil for what the format has.
  package var nullText: String?

  package init() {}
}

extension OutputFormat {
  /// The format as a person wants it.
  package func with(_ wishes: FormatWishes) -> OutputFormat {
    guard wishes != FormatWishes() else { return self }
    // In JSON a null is a null, and the text NULL is that of a table already.
    let takesNull =
      !["json", "jsonl", "chart"].contains(name) && !(wishes.nullText == "NULL" && name != "csv" && name != "tsv")
    let text = takesNull ? wishes.nullText : nil
    return OutputFormat(name: name, summary: summary) { options in
      var options = options
      options.hasHeader = options.hasHeader && wishes.hasHeader
      options.separator = wishes.separator ?? options.separator
      let format = make(options)
      return text.map { NullTextFormat(format: format, text: .text($0)) } ?? format
    }
  }
}

/// A format that gets a text in the place of each NULL.
private struct NullTextFormat: ResultFormat {
  var format: any ResultFormat
  let text: QueryValue

  mutating func begin(_ columns: [String], to out: ByteWriter) { format.begin(columns, to: out) }

  mutating func row(_ row: ResultRow, to out: ByteWriter) {
    let values = row.copy
    guard values.contains(.null) else { return format.row(row, to: out) }
    let filled = values.map { $0 == .null ? text : $0 }
    RowRecord(filled).withRow(columns: filled.count) { format.row($0, to: out) }
  }

  mutating func end(to out: ByteWriter) { format.end(to: out) }

  var shownColumns: Int? { format.shownColumns }

  func check() throws { try format.check() }
}
