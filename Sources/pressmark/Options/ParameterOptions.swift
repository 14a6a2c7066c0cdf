import ArgumentParser
import Catalog

/// Reads `name=value`.
enum ParameterArguments {
  /// The values by name; a name may stand with its `:`.
  static func values(_ arguments: [String]) throws -> [String: QueryValue] {
    var values: [String: QueryValue] = [:]
    for argument in arguments {
      guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
        throw ValidationError("a parameter is given as name=value, not \(argument)")
      }
      var name = argument[..<equals]
      if let first = name.first, ":@$".contains(first) { name = name.dropFirst() }
      values[String(name)] = QueryValue(typed: String(argument[argument.index(after: equals)...]))
    }
    return values
  }
}
