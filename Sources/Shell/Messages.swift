// The English of this target.

public import Catalog
import DisplayWidth

/// Errors as a person reads them.
public enum Messages {
  /// An error's text: what happened, where in the statement, and what may help. No line end.
  ///
  /// ```
  /// no such column: statsu
  ///   SELECT statsu FROM files
  ///          ^
  /// did you mean status?
  /// ```
  public static func text(of error: any Error) -> String {
    switch error {
    case let failure as SQLFailure: text(of: failure)
    case let error as SavedQueryError: text(of: error)
    case let failure as OutputFailure: text(of: failure)
    default: "\(error)"
    }
  }

  static func text(of failure: SQLFailure) -> String {
    var lines: [String] = []
    switch failure.reason {
    case .interrupted: return "interrupted"
    case .readOnly: lines.append("the catalog is open for reading only; nothing was changed")
    case .missingParameters(let names):
      lines.append("no value for \(list(names.map { ":\($0)" }))")
    case .other, .nulInText, .unknownName: lines.append(ControlText.visible(failure.message))
    }
    if let offset = failure.offset { lines.append(Caret.text(failure.sql, offset: offset)) }
    switch failure.reason {
    case .unknownName(_, _, let nearest) where !nearest.isEmpty: lines.append(didYouMean(nearest))
    case .unknownName(.column, _, _) where failure.pointsAt("\""):
      lines.append("text goes in single quotes, names in double quotes")
    case .missingParameters(let names):
      lines.append("give it: \(names.map { "--param \($0)=…" }.joined(separator: " "))")
    default: break
    }
    return lines.joined(separator: "\n")
  }

  static func text(of error: SavedQueryError) -> String {
    switch error {
    case .noQuery(let name, let nearest):
      nearest.isEmpty
        ? "there is no saved query \(name); \"queries\" lists them"
        : "there is no saved query \(name); \(didYouMean(nearest))"
    case .unknownParameter(let name, let query, let nearest):
      if query.parameters.isEmpty {
        "\(query.name) has no parameters, so \(name) can't be given"
      } else {
        "\(query.name) has no parameter \(name); "
          + (nearest.isEmpty ? "it has \(list(query.parameters.map(\.name)))" : didYouMean(nearest))
      }
    case .missingParameters(let parameters, let query):
      (["\(query.name) needs \(list(parameters.map { "\($0.name)=…" }))"]
        + parameters.filter { !$0.description.isEmpty }.map { "  \($0.name)   \($0.description)" })
        .joined(separator: "\n")
    }
  }

  static func text(of failure: OutputFailure) -> String {
    switch failure {
    case .closed: "nobody reads the output"
    case .interrupted: "interrupted"
    case .system(let path, let number): (path.map { "\($0): " } ?? "writing: ") + SystemError.text(number)
    }
  }

  /// What a saved query is, for reading: title, description, parameters, SQL.
  public static func page(of query: SavedQuery) -> String {
    var text = "\(query.name): \(query.title)\n"
    if !query.description.isEmpty { text += "\n\(query.description)\n" }
    if !query.parameters.isEmpty { text += "\n" }
    let names = query.parameters.map { ":\($0.name)" + ($0.defaultValue.map { " = \($0)" } ?? "") }
    let width = names.map { DisplayWidth.of($0) }.max() ?? 0
    for (name, parameter) in zip(names, query.parameters) {
      text +=
        "  \(name)" + String(repeating: " ", count: width - DisplayWidth.of(name)) + "   \(parameter.description)\n"
    }
    let body = query.sql.drop { $0.isNewline }
    return text + "\n\(body)\(query.sql.hasSuffix("\n") ? "" : "\n")"
  }

  /// A format that nobody knows.
  public static func unknownFormat(_ name: String) -> String {
    let names = OutputFormat.all.map(\.name)
    let nearest = NearestNames.find(name, among: names)
    return "there is no format \(name); \(nearest.isEmpty ? "there are \(list(names))" : didYouMean(nearest))"
  }

  static func didYouMean(_ names: [String]) -> String { "did you mean \(list(names, "or"))?" }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ names: [String], _ last: String = "and") -> String {
    guard names.count > 1, let final = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(last) " + final
  }
}

extension SQLFailure {
  /// Whether the fault begins with a character.
  fileprivate func pointsAt(_ character: Unicode.Scalar) -> Bool {
    guard let offset, offset < sql.utf8.count else { return false }
    return sql.utf8[sql.utf8.index(sql.utf8.startIndex, offsetBy: offset)] == UInt8(ascii: character)
  }
}
