// The English of this room.

import ControlText
import SQLite
package import TableInput

extension TableImport.Report {
  /// What was made, and how the file was read, in lines for people; data in them is visible already.
  package var lines: [String] {
    let rows = rowCount == 1 ? "1 row" : "\(grouped: rowCount) rows"
    let place = isReplacement ? ", in place of the table before" : ""
    var lines = ["\(visible: name): \(rows)\(place); \(columnText)"]
    var reading = remarks.compactMap(\.reading)
    if !indexed.isEmpty { reading.append("indexed by " + indexed.map { "\(visible: $0)" }.joined(separator: ", ")) }
    if !reading.isEmpty { lines.append("  " + reading.joined(separator: "; ")) }
    return lines + remarks.compactMap(\.line).map { "  \($0)" }
  }

  private var columnText: String {
    let shown = columns.prefix(20).map { "\(visible: $0.name) \($0.kind.declaration)" }
    let rest = columns.count > shown.count ? " and \(grouped: columns.count - shown.count) more" : ""
    return (columns.count == 1 ? "column " : "columns ") + shown.joined(separator: ", ") + rest
  }
}

extension TableRemark {
  /// How the file was read, for the line that all such share.
  fileprivate var reading: String? {
    switch self {
    case .header(true): "the first line has the names"
    case .header(false): "no line has the names"
    case .separator(let byte): "separated by \(Self.name(of: byte))"
    default: nil
    }
  }

  /// What has a line of its own.
  fileprivate var line: String? {
    switch self {
    case .header, .separator: nil
    case .renamed(let old, let new):
      old.isEmpty ? "a column without a name is \(visible: new)" : "column \(visible: old) is \(visible: new)"
    case .numbersAsText(let column, let numbers, let value, let line):
      "\(visible: column) is TEXT: line \(grouped: line) has \(value.isEmpty ? "an empty text" : ControlText.visible(String(value.prefix(40)))), after \(grouped: numbers) "
        + (numbers == 1 ? "number" : "numbers") + "; CAST(\(visible: column) AS REAL) compares it as a number"
    case .blankLines(let count):
      count == 1 ? "1 blank line was passed over" : "\(grouped: count) blank lines were passed over"
    case .escapes: "\\t, \\n, \\r and \\\\ were read as escapes; --separator tab leaves them"
    case .quotes: "quotes around fields were taken off; --tsv leaves them"
    case .emptyFields: "nothing between two tabs is NULL; --tsv makes it the empty text"
    case .export: "this looks like an export of the platform: \"pressmark import FILE\" brings it into the catalog"
    }
  }

  private static func name(of separator: UInt8) -> String {
    switch separator {
    case 0x09: "tabs"
    case UInt8(ascii: ","): "commas"
    case UInt8(ascii: ";"): "semicolons"
    case UInt8(ascii: "|"): "bars"
    default: "\(visible: String(UnicodeScalar(separator)))"
    }
  }
}

/// The words of a running import.
package enum TableImportMessages {
  /// A line that says how far it is.
  ///
  /// - Parameter source: the file's path.
  package static func progress(_ progress: TableFile.Progress, of source: String, seconds: Int) -> String {
    let share = progress.share.map { ", \(Int($0 * 100))%" } ?? ""
    let doing = progress.isStoring ? "storing" : "reading"
    return "\(doing) \(visible: source)\(share): \(grouped: progress.rowCount) rows, \(seconds) s; Ctrl-C stops it"
  }
}
