/// Why a condition can't be read.
package enum ComparisonGateError: Error, Equatable, Sendable {
  case noNumber(String)
  case noComparison(String)
  /// What is where the comparison should be.
  case unknownComparison(String, condition: String)
  /// What is where the number should be.
  case badNumber(String, condition: String)
  /// What follows the number.
  case trailingText(String, condition: String)
  /// A change of status without two statuses.
  case badTransition(String)
  case unknownMetric(String, known: [String])
}

extension ComparisonGate {
  /// Reads a condition: what is counted, a comparison and a whole number, with or without spaces.
  ///
  /// ```swift
  /// try ComparisonGate("a->d<>41")
  /// ```
  ///
  /// - Throws: ``ComparisonGateError`` where any of it can't be read.
  package init(_ text: String) throws(ComparisonGateError) {
    let tokens = Token.all(in: text)
    guard let place = tokens.firstIndex(where: \.isComparison) else {
      throw tokens.last?.number == nil ? .noNumber(text) : .noComparison(text)
    }
    let left = tokens[..<place]
    let right = tokens[tokens.index(after: place)...]
    metric = try Self.metric(left, condition: text)
    guard let comparison = Operator(rawValue: tokens[place].text) else {
      throw .unknownComparison(tokens[place].text, condition: text)
    }
    guard let number = right.first else { throw .noNumber(text) }
    guard let bound = number.number else { throw .badNumber(number.text, condition: text) }
    guard right.count == 1 else { throw .trailingText(Token.text(of: right.dropFirst()), condition: text) }
    self.comparison = comparison
    self.bound = bound
    self.text = text
  }

  private static func metric(_ tokens: ArraySlice<Token>, condition: String) throws(ComparisonGateError) -> Metric {
    if tokens.contains(.arrow) {
      guard tokens.count == 3, case .word(let from)? = tokens.first, case .word(let to)? = tokens.last else {
        throw .badTransition(condition)
      }
      return .transition(from: from, to: to)
    }
    let name = Token.text(of: tokens)
    guard let metric = Metric(name) else { throw .unknownMetric(name, known: Metric.names) }
    return metric
  }
}

/// A part of a condition.
private enum Token: Equatable {
  /// `->` or `→`
  case arrow
  /// A run of `<`, `>`, `=` and `!`, or a sign such as `≥`.
  case comparison(String)
  case word(String)

  static func all(in text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar.properties.isWhitespace {
        rest.removeFirst()
      } else if startsArrow(rest) {
        tokens.append(.arrow)
        rest.removeFirst(scalar == "→" ? 1 : 2)
      } else if isComparison(scalar) {
        let run = rest.prefix(while: isComparison)
        tokens.append(.comparison(String(run)))
        rest.removeFirst(run.count)
      } else {
        var word = String.UnicodeScalarView()
        while let scalar = rest.first, !scalar.properties.isWhitespace, !isComparison(scalar), !startsArrow(rest) {
          word.append(scalar)
          rest.removeFirst()
        }
        tokens.append(.word(String(word)))
      }
    }
    return tokens
  }

  static func text(of tokens: ArraySlice<Token>) -> String { tokens.map(\.text).joined(separator: " ") }

  var isComparison: Bool { if case .comparison = self { true } else { false } }

  var text: String {
    switch self {
    case .arrow: "->"
    case .comparison(let text), .word(let text): text
    }
  }

  /// A whole number of 0 or more; thousands can be separated, as in 1_000 and 1,000.
  var number: Int? {
    guard case .word(let text) = self else { return nil }
    let separator: UInt8? = [UInt8(ascii: ","), UInt8(ascii: "_")].first { text.utf8.contains($0) }
    let parts = separator.map { text.utf8.split(separator: $0, omittingEmptySubsequences: false) } ?? [text.utf8[...]]
    for (index, part) in parts.enumerated() {
      guard !part.isEmpty, part.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
      if parts.count > 1, index == 0 ? part.count > 3 : part.count != 3 { return nil }
    }
    return Int(parts.map { String(decoding: $0, as: UTF8.self) }.joined())
  }

  private static func startsArrow(_ text: Substring.UnicodeScalarView) -> Bool {
    text.first == "→" || text.first == "-" && text.dropFirst().first == ">"
  }

  private static func isComparison(_ scalar: Unicode.Scalar) -> Bool { "<>=!≤≥≠".unicodeScalars.contains(scalar) }
}
