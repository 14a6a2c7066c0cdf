import ByteText

/// A condition that a check can fail on, such as `a->d > 0`, `removed > 10` or `labels-renamed > 0`.
package struct ComparisonGate: Equatable, Sendable {
  /// What is counted.
  package enum Metric: Equatable, Sendable {
    case topic(ChangeTopic)
    /// Files that went from one status to another. Any letters can be a status; of those that nobody has there are 0.
    case transition(from: String, to: String)
    /// Files in both exports with a change that counts.
    case changed
    /// Files in both exports with nothing but noise.
    case touched
    /// Distinct keys to fetch.
    case fetch
    /// Distinct keys that nothing refers to any more.
    case drop
  }

  /// How the count is compared.
  package enum Operator: String, CaseIterable, Sendable {
    case more = ">"
    case notLess = ">="
    case less = "<"
    case notMore = "<="
    case same = "="
    case equal = "=="
    case different = "!="
    case other = "<>"
  }

  package var metric: Metric
  package var comparison: Operator
  package var bound: Int
  /// The condition as it was written.
  package var text: String

  /// The count that the condition is about.
  package func count(in summary: ComparisonSummary) -> Int {
    switch metric {
    case .topic(let topic): summary.count(topic)
    case .transition(let from, let to):
      summary.transitions.first { $0.from.hasSameBytes(as: from) && $0.to.hasSameBytes(as: to) }?.files ?? 0
    case .changed: summary.files.changed
    case .touched: summary.files.touched
    case .fetch: summary.keys.fetch
    case .drop: summary.keys.drop
    }
  }

  /// Whether the condition holds, that is, whether the check fails.
  package func matches(_ summary: ComparisonSummary) -> Bool {
    let count = count(in: summary)
    return switch comparison {
    case .notLess: count >= bound
    case .notMore: count <= bound
    case .equal, .same: count == bound
    case .different, .other: count != bound
    case .more: count > bound
    case .less: count < bound
    }
  }
}

extension ComparisonGate.Metric {
  /// The names a condition can use, beside transitions such as `a->d`.
  package static let names = ["changed", "touched", "fetch", "drop"] + ChangeTopic.allCases.map(\.rawValue)

  init?(_ name: String) {
    switch name {
    case "changed": self = .changed
    case "touched": self = .touched
    case "fetch": self = .fetch
    case "drop": self = .drop
    default:
      guard let topic = ChangeTopic(named: name) else { return nil }
      self = .topic(topic)
    }
  }
}
