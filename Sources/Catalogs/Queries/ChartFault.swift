import ByteText
import ControlText

/// Why a chart can't be drawn as it was asked for.
package struct ChartFault: Error, Equatable, Sendable {
  package enum Reason: Equatable, Sendable {
    /// There is no such kind of chart.
    case unknownType(String)
    /// What stands after `by` is not one column.
    case series([String])
    /// A histogram is of one column.
    case histogramOfSeveral
    /// Either one amount is divided, or there are several amounts.
    case seriesOfSeveral
    /// The result has no such column; the nearest names.
    case noColumn(String, nearest: [String])
    /// The result has several columns of this name.
    case severalColumns(String)
    /// The column holds a text.
    case notNumbers(column: String, text: String)
    /// No column holds amounts.
    case noAmounts
    /// No column holds labels.
    case noLabels
  }

  package var reason: Reason
  /// Whether it is the chart line of a saved query that is wrong.
  package var isInHeader: Bool

  package init(_ reason: Reason, isInHeader: Bool = false) {
    self.reason = reason
    self.isInHeader = isInHeader
  }
}

extension ChartFault: CustomStringConvertible {
  package var description: String { (isInHeader ? "the query's chart line: " : "") + words }

  private var words: String {
    switch reason {
    case .unknownType(let word):
      "there is no chart \(visible: word)" + (Self.meant(NearestNames.find(word, among: Self.types)) ?? "; \(Self.all)")
    case .series(let words):
      "by takes one column, found \(words.isEmpty ? "none" : words.map { "\(visible: $0)" }.joined(separator: " "))"
    case .histogramOfSeveral: "a histogram is of one column"
    case .seriesOfSeveral: "by divides one amount, and there are several"
    case .noColumn(let name, let nearest): "the result has no column \(visible: name)" + (Self.meant(nearest) ?? "")
    case .severalColumns(let name): "the result has several columns \(visible: name); AS gives them names of their own"
    case .notNumbers(let column, let text):
      "\(visible: column) is not drawn: it holds the text \"\(visible: text)\"; CAST(… AS REAL) makes numbers"
    case .noLabels: "there is no column of labels; a histogram draws numbers alone"
    case .noAmounts: "there is no column of amounts to draw"
    }
  }

  private static let types = ChartType.allCases.map(\.rawValue)
  private static let all = "there are \(types.dropLast().joined(separator: ", ")) and \(types.last ?? "")"

  private static func meant(_ nearest: [String]) -> String? {
    nearest.isEmpty ? nil : "; did you mean \(nearest.map { "\(visible: $0)" }.joined(separator: " or "))?"
  }
}
