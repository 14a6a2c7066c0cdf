import SQLText

/// What a parameter of a saved query takes, as its header declares it.
///
/// ```sql
/// -- :since : date = 2025-01-01   Since when
/// -- :only : choice(all|gone) = all   Which files
/// ```
public enum ParameterType: Equatable, Sendable {
  /// Any text.
  case text
  /// A decimal number, such as `-1` or `0.5`.
  case number
  /// A whole number that is not negative.
  case count
  /// A number of days: a whole number that is not negative.
  case days
  /// `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`.
  case date
  /// The name of an export, or `latest` or `previous`.
  case export
  /// The id or the name of a label in the catalog.
  case label
  /// Ids or names of labels, separated by commas.
  case labels
  /// An author or a validator in the catalog.
  case person
  /// The id of a file in the catalog.
  case id
  /// One of some words.
  case choice([String])
  /// A type that does not exist: a fault that is thrown when the query is run.
  case unknown(String)

  /// The types that have one word, by that word.
  static let simple: [(name: String, type: ParameterType)] = [
    ("text", .text), ("number", .number), ("count", .count), ("days", .days), ("date", .date), ("export", .export),
    ("label", .label), ("labels", .labels), ("person", .person), ("id", .id),
  ]

  /// The types as they are written in a header.
  static let names = simple.map(\.name) + ["choice(a|b)"]

  /// - Parameter text: the type as a header has it, without blanks around it.
  init(header text: some StringProtocol) {
    if let (_, type) = Self.simple.first(where: { $0.name == text }) {
      self = type
      return
    }
    guard text.hasPrefix("choice("), text.hasSuffix(")") else {
      self = .unknown(String(text))
      return
    }
    let words = text.dropFirst("choice(".count).dropLast().split(separator: "|", omittingEmptySubsequences: false)
      .map { String($0.trimmed) }
    self = words.contains("") ? .unknown(String(text)) : .choice(words)
  }

  /// Whether SQL gets a number.
  var isNumeric: Bool {
    switch self {
    case .number, .count, .days: true
    default: false
    }
  }
}

extension ParameterType: CustomStringConvertible {
  /// The type as a header has it, such as `choice(a|b)`.
  public var description: String {
    switch self {
    case .choice(let words): "choice(\(words.joined(separator: "|")))"
    case .unknown(let text): text
    default: Self.simple.first { $0.type == self }?.name ?? ""
    }
  }
}
