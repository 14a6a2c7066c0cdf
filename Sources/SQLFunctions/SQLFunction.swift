import StorageKeys

/// An SQL function of the program and, through the loadable extension, of any other SQLite tool.
///
/// All are deterministic and innocuous: the result depends on the arguments only
/// (<https://sqlite.org/deterministic.html>).
package struct SQLFunction: Sendable {
  /// What SQL calls it.
  package let name: String
  /// The names of its arguments; those after the first ``required`` ones can be omitted.
  package let parameters: [String]
  /// How many arguments a call must have.
  package let required: Int
  /// Gives the result. It receives as many arguments as there are parameters; an omitted one is null.
  let body: @Sendable (_ arguments: [SQLValue]) -> SQLValue

  /// How it is called: `resolve_key(project_id, file_id [, rebound_project [, rebound]])`.
  package var usage: String {
    let optional = parameters.dropFirst(required)
    let inner =
      parameters.prefix(required).joined(separator: ", ")
      + optional.map { " [, " + $0 }.joined() + String(repeating: "]", count: optional.count)
    return "\(name)(\(inner))"
  }

  /// Calls it.
  ///
  /// - Parameter arguments: the values of a call.
  /// - Returns: nil if there are too few or too many arguments.
  package func callAsFunction(_ arguments: [SQLValue]) -> SQLValue? {
    guard (required...parameters.count).contains(arguments.count) else { return nil }
    let missing = parameters.count - arguments.count
    return body(missing == 0 ? arguments : arguments + repeatElement(.null, count: missing))
  }
}

extension SQLFunction {
  /// Every function, as docs/functions.md lists them.
  package static let all: [SQLFunction] = [
    SQLFunction(
      name: "resolve_key", parameters: ["project_id", "file_id", "rebound_project", "rebound"], required: 2
    ) { arguments in
      let key = StorageKey(
        project: .init(arguments[0]), file: .init(arguments[1]), reboundProject: .init(arguments[2]),
        rebound: .init(arguments[3]))
      return key.map { .text($0.text) } ?? .null
    },
    SQLFunction(name: "media_name", parameters: ["file_id", "rebound", "file_name"], required: 3) { arguments in
      guard case .text(let fileName) = arguments[2] else { return .null }
      let name = MediaName(file: .init(arguments[0]), rebound: .init(arguments[1]), fileName: fileName)
      return name.map { .text($0.text) } ?? .null
    },
    SQLFunction(name: "status_name", parameters: ["status"], required: 1) { arguments in
      guard case .text(let status) = arguments[0] else { return arguments[0] }
      return .text(StatusNames.name(of: status))
    },
  ]
}
