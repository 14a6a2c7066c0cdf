import ControlText

// The English of this folder.

extension ParameterFault: CustomStringConvertible {
  public var description: String {
    switch reason {
    case .unknownType(let type):
      ":\(visible: parameter) is declared as \(visible: type), which is no type; there are \(ParameterType.names.joined(separator: ", "))"
    case .notADate: "\(visible: parameter): expected a date as YYYY-MM-DD or YYYY-MM-DD HH:MM, found \(found)"
    case .noSuchDate: "\(visible: parameter): there is no such date or time as \(found)"
    case .notANumber: "\(visible: parameter): expected a number such as 2 or 0.5, found \(found)"
    case .notACount: "\(visible: parameter): expected a whole number, 0 or more, found \(found)"
    case .tooLarge: "\(visible: parameter): \(found) is too large a number"
    case .notAChoice(let words, let nearest):
      "\(visible: parameter): expected \(words.map { "\(visible: $0)" }.joined(separator: " or ")), found \(found)"
        + Self.meant(nearest)
    case .noLabel(let nearest): "\(visible: parameter): no export has a label \(found)" + Self.meant(nearest)
    case .noLabels: "\(visible: parameter): expected ids or names of labels, separated by commas, found \(found)"
    case .noPerson(let nearest): "\(visible: parameter): no export has a person \(found)" + Self.meant(nearest)
    case .noFile: "\(visible: parameter): no export has a file \(found)"
    }
  }

  private var found: String { "\"\(visible: value)\"" }

  private static func meant(_ nearest: [String]) -> String {
    nearest.isEmpty ? "" : "; did you mean \(nearest.map { "\(visible: $0)" }.joined(separator: " or "))?"
  }
}
