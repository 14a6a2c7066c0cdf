import ControlText

// What the session says about what was done.
extension ShellMessages {
  /// Where results go from now on.
  ///
  /// - Parameters:
  ///   - path: the file; nil for the screen.
  ///   - before: the file where they went.
  static func resultsGo(to path: String?, as format: String, isForOne: Bool, before: String?) -> String {
    guard let path else {
      return "results are shown here again" + (before.map { "; \(visible: $0) is written" } ?? "")
    }
    return isForOne
      ? "the next result goes to \(visible: path), as \(format)"
      : "results go to \(visible: path), as \(format); .output alone shows them here again"
  }

  static func written(rows: Int, to path: String) -> String {
    "\(grouped: rows) \(rows == 1 ? "row" : "rows") to \(visible: path)"
  }

  /// Says which catalog is open.
  static func opened(_ path: String, exports: Int, files: Int) -> String {
    let exports = "\(grouped: exports) \(exports == 1 ? "export" : "exports")"
    return "opened \(visible: path): \(exports), \(grouped: files) files"
  }

  /// Names of views that the catalog has for something else.
  static func viewsTaken(_ names: [String]) -> String {
    let names = names.map { "\(visible: $0)" }.joined(separator: ", ")
    return "\(names): the catalog has something of its own by this name, which .use does not change"
  }

  static let separatorIsForCSV = "csv uses it: .mode csv"

  /// Where a file was read that has the error.
  static func readIn(line: Int, of path: String?) -> String {
    "read in line \(line)" + (path.map { " of \(visible: $0)" } ?? "")
  }
}
