import ByteText
import Catalogs
import ControlText
import SQLText
import SQLite

/// The text of a statement as a saved query, with a header.
enum SavedQueryText {
  /// - Parameters:
  ///   - statement: as it was run; a saved query that was run has its header already.
  ///   - name: the title, where there is no other.
  ///   - title: nil for that of the header.
  ///   - parameters: the names of the statement's parameters.
  ///   - values: what the session has set, for defaults.
  static func text(
    of statement: String, name: String, title: String?, parameters: [String], values: [String: QueryValue]
  ) -> String {
    let header = SavedQuery(name: name, text: statement)
    var lines = statement.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var titleLine = "-- \(name)"
    if !header.title.isEmpty,
      let index = lines.firstIndex(where: { $0.hasPrefix("--") && $0.dropFirst(2).trimmed == header.title })
    {
      titleLine = lines.remove(at: index)
    }
    if let title { titleLine = "-- \(visible: title)" }
    let declared = Set(header.parameters.map(\.name))
    let added = parameters.filter { !declared.contains($0) }.map { parameter in
      "-- :\(parameter)\(values[parameter].map { " = " + literal($0) } ?? word(for: parameter))"
    }
    let whole = ([titleLine] + added + lines).joined(separator: "\n")
    return whole.hasSuffix("\n") ? whole : whole + "\n"
  }

  private static func word(for parameter: String) -> String {
    ExportWord(parameter: parameter).map { " = \($0.rawValue)" } ?? ""
  }

  private static func literal(_ value: QueryValue) -> String {
    guard case .text(let text) = value else { return value.description }
    return "'" + text.doubling("'") + "'"
  }
}
