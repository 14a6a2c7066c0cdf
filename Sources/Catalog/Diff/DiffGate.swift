/// A condition that a check can fail on, such as `a->d > 0`, `removed > 10` or `labels-renamed > 0`.
public struct DiffGate: Equatable, Sendable {
  /// What is counted.
  public enum Metric: Equatable, Sendable {
    case topic(DiffTopic)
    /// Files that went from one status to another.
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
  public enum Comparison: String, CaseIterable, Sendable {
    // Longer ones first: the text is read from its end.
    case notLess = ">="
    case notMore = "<="
    case equal = "=="
    case different = "!="
    case more = ">"
    case less = "<"
    case same = "="
  }

  public var metric: Metric
  public var comparison: Comparison
  public var bound: Int
  /// The condition as it was written.
  public var text: String

  /// Reads a condition.
  ///
  /// - Throws: ``DiffGateError`` where it can't be read.
  public init(_ text: String) throws(DiffGateError) {
    self.text = text
    var rest = Self.trimmed(text[...])
    let digits = rest.suffix { $0.isASCII && $0.isNumber || $0 == "," || $0 == "_" }
    guard let bound = Int(digits.filter { $0.isNumber }) else { throw .noNumber(text) }
    rest = Self.trimmed(rest.dropLast(digits.count))
    guard let comparison = Comparison.allCases.first(where: { rest.hasSuffix($0.rawValue) }) else {
      throw .noComparison(text)
    }
    let name = String(Self.trimmed(rest.dropLast(comparison.rawValue.count)))
    guard let metric = Metric(name) else { throw .unknownMetric(name, known: Metric.names) }
    self.metric = metric
    self.comparison = comparison
    self.bound = bound
  }

  /// The count that the condition speaks of.
  public func count(in summary: DiffSummary) -> Int {
    switch metric {
    case .topic(.noise): summary.files.touched
    case .topic(let topic): summary.count(topic)
    case .transition(let from, let to):
      summary.transitions.first { $0.from == from && $0.to == to }?.files ?? 0
    case .changed: summary.files.changed
    case .touched: summary.files.touched
    case .fetch: summary.keys.fetch
    case .drop: summary.keys.drop
    }
  }

  /// Whether the condition holds, that is, whether the check fails.
  public func matches(_ summary: DiffSummary) -> Bool {
    let count = count(in: summary)
    return switch comparison {
    case .notLess: count >= bound
    case .notMore: count <= bound
    case .equal, .same: count == bound
    case .different: count != bound
    case .more: count > bound
    case .less: count < bound
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return text
  }
}

/// Why a condition can't be read.
public enum DiffGateError: Error, Equatable, Sendable {
  case noNumber(String)
  case noComparison(String)
  case unknownMetric(String, known: [String])
}

extension DiffGate.Metric {
  /// The names a condition can use, beside transitions such as `a->d`.
  static let names = ["changed", "touched", "fetch", "drop"] + DiffTopic.allCases.map(\.rawValue)

  init?(_ name: String) {
    for arrow in ["->", "→"] {
      let parts = name.split(separator: arrow, omittingEmptySubsequences: false).map { $0.filter { !$0.isWhitespace } }
      if parts.count == 2, let from = parts.first, let to = parts.last, !from.isEmpty, !to.isEmpty {
        self = .transition(from: from, to: to)
        return
      }
    }
    switch name {
    case "changed": self = .changed
    case "touched": self = .touched
    case "fetch": self = .fetch
    case "drop": self = .drop
    default:
      guard let topic = DiffTopic(named: name) else { return nil }
      self = .topic(topic)
    }
  }
}

extension DiffTopic {
  /// Finds a topic by its name; the plural can be left out.
  public init?(named name: String) {
    guard let topic = DiffTopic(rawValue: name) ?? DiffTopic(rawValue: name + "s") else { return nil }
    self = topic
  }
}

extension Substring {
  fileprivate func suffix(while isTaken: (Character) -> Bool) -> Substring {
    var start = endIndex
    while start > startIndex, isTaken(self[index(before: start)]) { start = index(before: start) }
    return self[start...]
  }
}
