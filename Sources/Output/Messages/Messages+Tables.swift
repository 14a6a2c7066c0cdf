import ControlText

extension OutputMessages {
  /// Says that a table lacks columns: `14 columns, 9 shown; .last line shows all`.
  package static func cutColumns(shown: Int, of total: Int) -> String {
    "\(grouped: total) columns, \(grouped: shown) shown"
  }

  /// Says where the rest is.
  package static func showsAll(_ command: String) -> String { "\(command) shows all" }
}
