import Catalogs
import ControlText
import SQLite

extension Messages {
  /// What stands under a result.
  static func footer(rows: Int, shown: Int, isInterrupted: Bool) -> String {
    let count = rows == 1 ? "1 row" : "\(SQLText.grouped(rows)) rows"
    let cut = shown < rows ? ", \(shown) shown; .last shows all" : ""
    return isInterrupted ? "\(count) until it was interrupted\(cut)" : count + cut
  }

  static func times(total: Duration, output: Duration) -> String {
    "run \(SQLText.seconds(total - output)), output \(SQLText.seconds(output))"
  }

  static func keptRows(_ count: Int) -> String {
    "only the first \(SQLText.grouped(count)) rows were kept; run the statement into a file for all"
  }

  static func progress(rows: Int, seconds: Int) -> String {
    "\(SQLText.grouped(rows)) rows, \(seconds) s; Ctrl-C stops it"
  }

  /// What an interactive session starts with.
  static func greeting(path: String, exports: QueryResult, queries: Int, isWritable: Bool) -> String {
    var text = "Pressmark \(Version.text), \(visible: path)\(isWritable ? ", writable" : "")\n"
    if exports.rows.isEmpty {
      text += "No exports yet: pressmark import FILE brings one in.\n"
    } else {
      let shown = exports.rows.prefix(5)
      for row in shown {
        let project = row[1] == .null ? "" : ", project \(visible: row[1].description)"
        let files = Int(row[2].description).map(SQLText.grouped) ?? "0"
        text +=
          "  \(visible: row[0].description)\(project), \(files) files, imported \(visible: String(row[3].description.prefix(10)))\n"
      }
      if exports.rows.count > shown.count { text += "  and \(exports.rows.count - shown.count) more: .exports\n" }
    }
    return text + "\(queries) saved queries: .queries. SQL ends with a semicolon; .help helps, .quit leaves.\n"
  }

  static func openFailed(_ error: any Error, path: String) -> String {
    guard case DatabaseFault.missing = error else { return "\(text(of: error))\n.open FILE opens another one." }
    return """
      \(text(of: error))
      pressmark import FILE --catalog \(visible: path) makes a catalog of an export; .open FILE opens another one.
      """
  }
}
