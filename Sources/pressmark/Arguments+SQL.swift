/// Arguments in a form that the argument parser reads rightly.
///
/// It takes every argument that begins with a hyphen for an option. But SQL can begin with `--`, a comment, or with `-`,
/// a negation.
extension Arguments {
  /// Marks arguments that begin with a hyphen and can't be options as values.
  ///
  /// After an option such a text becomes its value, `--where=-- accepted…`. Else it gets a space before it, which says
  /// nothing in SQL; where the command takes no SQL it stays as it is.
  static func marked(_ arguments: [String]) -> [String] {
    var marked: [String] = []
    let takesSQL = arguments.first == "sql"
    for (index, argument) in arguments.enumerated() {
      if argument == "--" { return marked + arguments[index...] }
      guard isText(argument) else {
        marked.append(argument)
        continue
      }
      if let last = marked.last, CommandOptions.takesValue(last) {
        marked[marked.count - 1] = "\(last)=\(argument)"
      } else {
        marked.append(takesSQL ? " \(argument)" : argument)
      }
    }
    return marked
  }

  /// Whether an argument begins with a hyphen, but not with the name of an option.
  static func isText(_ argument: String) -> Bool {
    let bytes = argument.utf8
    guard bytes.first == UInt8(ascii: "-"), bytes.count > 1 else { return false }
    let hyphens = bytes.dropFirst().first == UInt8(ascii: "-") ? 2 : 1
    let name = bytes.dropFirst(hyphens).prefix { $0 != UInt8(ascii: "=") }
    guard let first = name.first, isLetterOrDigit(first) else { return true }
    return !name.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}
