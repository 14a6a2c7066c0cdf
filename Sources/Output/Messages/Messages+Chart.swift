import ControlText

extension OutputMessages {
  /// What is said below a chart.
  enum Chart {
    private static func many(_ count: Int, _ one: String, _ many: String) -> String {
      "\(grouped: count) \(count == 1 ? one : many)"
    }

    static func withoutValue(_ count: Int, _ column: String) -> String {
      "\(many(count, "row", "rows")) without \(visible: column): not drawn"
    }

    static func repeated(_ count: Int, _ columns: [String], isAveraged: Bool) -> String {
      let names = columns.map { "\(visible: $0)" }.joined(separator: " and ")
      let action = isAveraged ? "averaged" : "added up"
      return "\(many(count, "row has", "rows have")) the \(names) of another row: \(action)"
    }

    static func folded(_ count: Int, as name: String, isAveraged: Bool) -> String {
      "\(visible: name): \(grouped: count) more series, \(isAveraged ? "averaged" : "added up")"
    }

    static func negative(_ count: Int) -> String {
      "\(many(count, "negative amount", "negative amounts")) can't be stacked: not drawn; a bar chart draws them"
    }

    /// - Parameter rest: what the others add up to; nil where they can't be added up.
    static func leftOut(_ shown: Int, of total: Int, rest: String?) -> String {
      "the first \(grouped: shown) of \(grouped: total) bars"
        + (rest.map { "; the other \(GroupedNumber.text(total - shown)) add up to \($0)" } ?? "")
    }

    static func coarser(_ units: String, _ unit: String, isAveraged: Bool) -> String {
      "\(units) are \(isAveraged ? "averaged" : "added up") by \(unit)"
    }

    static func inAColumn(_ count: Int, _ units: String, isAveraged: Bool) -> String {
      "each column is the \(isAveraged ? "average" : "sum") of \(grouped: count) \(units)"
    }

    /// What was chosen of a result.
    static func title(_ amounts: [String], by label: String?, and series: String?) -> String {
      let amounts = amounts.map { "\(visible: $0)" }.joined(separator: ", ")
      let parts = [label, series].compactMap(\.self).map { "\(visible: $0)" }
      return amounts + (parts.isEmpty ? "" : " by " + parts.joined(separator: " and "))
    }

    static let nothing = "nothing to draw: there is no row\n"
  }
}
