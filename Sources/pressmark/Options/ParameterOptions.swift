import ArgumentParser
import Catalogs
import Output
import SQLite

/// Reads `name=value`.
enum ParameterArguments {
  /// The values by name, numbers where they look like numbers; a name can have its `:`.
  static func values(_ arguments: [String]) throws -> [String: QueryValue] {
    try texts(arguments).mapValues { QueryValue(typed: $0) }
  }

  /// The values by name, as they were typed.
  static func texts(_ arguments: [String]) throws -> [String: String] {
    var texts: [String: String] = [:]
    for argument in arguments {
      guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
        throw ValidationError("a parameter is given as name=value, not \(argument)")
      }
      var name = argument[..<equals]
      if let first = name.first, ":@$".contains(first) { name = name.dropFirst() }
      let value = String(argument[argument.index(after: equals)...])
      guard texts.updateValue(value, forKey: String(name)) == nil else {
        throw ValidationError(OutputMessages.givenTwice(String(name)))
      }
    }
    return texts
  }
}
