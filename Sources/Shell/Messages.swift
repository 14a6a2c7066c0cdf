import Catalogs
import ControlText
import Interruption
import LineEditor
import Output
import SQLite

/// The English of the session.
enum ShellMessages {
  /// An error's text, as the shell says it.
  static func text(of error: any Error) -> String {
    switch error {
    case let failure as SQLFailure: OutputMessages.text(of: failure, parameterHint: ".param")
    case LineEditorError.notATerminal: "the input is no terminal"
    case LineEditorError.system(_, let code): "the terminal can't be used: \(SystemError.text(code))"
    default: OutputMessages.text(of: error)
    }
  }

  /// The line under a result.
  ///
  /// - Parameter shownColumns: how many columns are shown; nil for all.
  static func footer(rows: Int, shown: Int, columns: Int, shownColumns: Int?, failure: (any Error)?) -> String {
    let isInterrupted = failure is Interrupted || (failure as? SQLFailure)?.reason == .interrupted
    let end = failure == nil ? "" : isInterrupted ? " until it was interrupted" : " until it failed"
    var text = (rows == 1 ? "1 row" : "\(grouped: rows) rows") + end
    if shown < rows { text += ", \(shown) shown" }
    if let shownColumns { text += "; " + OutputMessages.cutColumns(shown: shownColumns, of: columns) }
    let all = shownColumns != nil ? FormatHint.last.text("line") : shown < rows ? ".last" : nil
    return text + (all.map { "; " + OutputMessages.showsAll($0) } ?? "")
  }

  /// The line under a result that the pager's end has ended.
  static func leftFooter(rows: Int) -> String {
    "\(rows == 1 ? "1 row" : "\(grouped: rows) rows") until the pager was left"
  }

  static func endedEarly(rows: Int) -> String {
    "the statement was stopped after \(rows == 1 ? "1 row" : "\(grouped: rows) rows"); there may be more"
  }

  static func times(total: Duration, output: Duration) -> String {
    "run \(seconds(total - output)), output \(seconds(output))"
  }

  static func keptRows(_ count: Int) -> String {
    "only the first \(grouped: count) rows were kept; run the statement into a file for all"
  }

  static func progress(rows: Int, seconds: Int) -> String {
    "\(grouped: rows) rows, \(seconds) s; Ctrl-C stops it"
  }

  /// What can be done where the session's catalog can't be opened.
  static func hint(after error: any Error, path: String) -> String {
    guard case DatabaseFault.missing = error else { return ".open FILE opens another one." }
    return
      "pressmark import FILE --catalog \(visible: path) makes a catalog of an export; .open FILE opens another one."
  }

  /// Seconds with three decimals: `0.012 s`.
  private static func seconds(_ duration: Duration) -> String {
    let milliseconds = duration / .milliseconds(1)
    let whole = Int64(milliseconds)
    let fraction = String(whole % 1000)
    return "\(whole / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction) s"
  }
}
