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
  let body: Body
  /// Whether SQLite or its shell has one of this name, for exactly as many arguments, that this one replaces.
  var replacesOther = false

  /// How a function gives its result.
  enum Body: Sendable {
    /// It receives as many arguments as there are parameters; an omitted one is null.
    case ofValues(@Sendable (_ arguments: [SQLValue]) -> SQLValue)
    /// It reads its arguments where SQLite has them, for it is called for many rows.
    case inPlace(@Sendable (_ call: SQLCall) -> Void)
  }

  init(
    name: String, parameters: [String], required: Int, body: @escaping @Sendable (_ arguments: [SQLValue]) -> SQLValue
  ) {
    (self.name, self.parameters, self.required, self.body) = (name, parameters, required, .ofValues(body))
  }

  init(
    name: String, parameters: [String], required: Int, replacesOther: Bool = false,
    inPlace body: @escaping @Sendable (_ call: SQLCall) -> Void
  ) {
    (self.name, self.parameters, self.required, self.body) = (name, parameters, required, .inPlace(body))
    self.replacesOther = replacesOther
  }

  /// How it is called: `resolve_key(project_id, file_id [, rebound_project [, rebound]])`.
  package var usage: String {
    let optional = parameters.dropFirst(required)
    let inner =
      parameters.prefix(required).joined(separator: ", ")
      + optional.map { " [, " + $0 }.joined() + String(repeating: "]", count: optional.count)
    return "\(name)(\(inner))"
  }

  /// How many arguments a call can have.
  var argumentCounts: ClosedRange<Int> { required...parameters.count }

  /// Calls it.
  ///
  /// - Parameter arguments: the values of a call.
  /// - Returns: nil if there are too few or too many arguments, or if it reads them in SQLite.
  package func callAsFunction(_ arguments: [SQLValue]) -> SQLValue? {
    guard case .ofValues(let body) = body, argumentCounts.contains(arguments.count) else { return nil }
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
    SQLFunction(name: "fold", parameters: ["text"], required: 1, inPlace: TextFunctions.fold),
    SQLFunction(
      name: "regexp", parameters: ["pattern", "text"], required: 2, replacesOther: true, inPlace: TextFunctions.regexp),
    SQLFunction(
      name: "like", parameters: ["pattern", "text", "escape"], required: 2, replacesOther: true,
      inPlace: TextFunctions.like),
  ]
}
