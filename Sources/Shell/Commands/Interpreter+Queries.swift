import ByteText
import Catalogs
import ControlText
import Output
import SQLite

// Commands about saved queries and parameters.
extension Interpreter {
  func queries(_ input: DotCommand.Input) throws {
    let queries = try session.savedQueries()
    guard let name = input[0] else { return try presenter.show(queries.listing) }
    try presenter.show(OutputMessages.page(of: try queries.query(name)))
  }

  func runQuery(_ input: DotCommand.Input) throws {
    let query = try session.savedQueries().query(input[0] ?? "")
    var given: [String: QueryValue] = [:]
    for word in input.words.dropFirst() {
      let (name, value) = try Self.assignment(word)
      let type = query.parameters.first { $0.name == name }?.type
      let checked = type == nil ? value : query.value(of: name, Self.assignedText(word))
      if given.updateValue(checked, forKey: name) != nil { throw ShellError.givenTwice(name) }
    }
    if isInteractive {
      guard try ask(for: &given, of: query) else { return }
    }
    try runSQL(query.sql, chart: query.chart) { connection in
      // Parameters that the session has set count too, where the query knows them.
      for parameter in query.parameters where given[parameter.name] == nil {
        given[parameter.name] = session.parameters[parameter.name]
      }
      return try query.values(given: given, on: connection, chosen: session.currentExport(on: connection))
    }
  }

  /// Asks for parameters that have no default and were not given.
  ///
  /// - Returns: false where Ctrl-C or Ctrl-D answered.
  private func ask(for given: inout [String: QueryValue], of query: SavedQuery) throws -> Bool {
    for parameter in try session.withConnection({ try query.parameters(given: given, on: $0) }) {
      guard parameter.defaultValue == nil, given[parameter.name] == nil, session.parameters[parameter.name] == nil
      else {
        continue
      }
      if !parameter.description.isEmpty {
        presenter.note("\(visible: parameter.name): \(visible: parameter.description)")
      }
      guard let value = try ask(for: parameter) else { return false }
      given[parameter.name] = value
      session.lastAnswers[parameter.name] = value
    }
    return true
  }

  /// Asks for a parameter's value until it is one of its type.
  ///
  /// - Returns: nil where Ctrl-C or Ctrl-D answered.
  private func ask(for parameter: SavedQuery.Parameter) throws -> QueryValue? {
    let old = session.lastAnswers[parameter.name]
    let type = parameter.type.map { " (\($0))" } ?? ""
    let prompt = "\(visible: parameter.name)\(type)\(old.map { " [\(visible: $0.description)]" } ?? ""): "
    let session = session
    while case .line(let line) = try reader.readAnswer(
      prompt: prompt, completing: { session.completion(of: $0, at: $1, for: parameter) })
    {
      let value = line.isEmpty ? old ?? .text("") : parameter.value(of: line)
      do {
        _ = try session.withConnection { connection in
          try parameter.checked(value, on: connection, chosen: session.currentExport(on: connection))
        }
        return value
      } catch {
        presenter.say(error)
      }
    }
    return nil
  }

  /// The text after the `=` of an assignment.
  private static func assignedText(_ word: ShellWord) -> String {
    word.text.firstIndex(of: "=").map { String(word.text[word.text.index(after: $0)...]) } ?? ""
  }

  static func assignment(_ word: ShellWord) throws(ShellError) -> (String, QueryValue) {
    guard let equals = word.text.firstIndex(of: "="), equals != word.text.startIndex else {
      throw .missingValue(word.text)
    }
    var name = word.text[..<equals]
    if let first = name.first, ":@$".contains(first) { name = name.dropFirst() }
    return (String(name), word.value(of: String(word.text[word.text.index(after: equals)...])))
  }

  func diff(_ input: DotCommand.Input) throws {
    let catalog = try session.openCatalog()
    func resolved(_ index: Int) throws -> String {
      let name = input[index] ?? ""
      return try ExportWord(rawValue: name).map { word in
        try catalog.withConnection { try word.name(on: $0, chosen: session.currentExport(on: $0)) }
      } ?? name
    }
    let comparison = try catalog.comparison(old: try resolved(0), new: try resolved(1))
    session.comparison = comparison
    var remarks: [String] = []
    try presenter.showResult { writer, options in
      let report = DiffReport(
        format: DiffFormat(rawValue: presenter.nextFormat.name) ?? .table, options: options, details: ChangeFilter())
      remarks = try catalog.withConnection { try report.write(comparison.summary, on: $0, to: writer) }
    }
    for remark in remarks { presenter.note(remark) }
  }

  func param(_ input: DotCommand.Input) throws {
    switch (input[0]?.lowercased(), input.words.count) {
    case (nil, _), ("list", 1):
      try presenter.show(
        QueryResult(
          columns: ["name", "value"],
          rows: session.parameters.sorted { $0.key < $1.key }.map { [.text($0.key), $0.value] }))
    case ("clear", 1): session.parameters = [:]
    case ("unset", 2):
      let name = Self.bare(input[1] ?? "")
      guard session.parameters.removeValue(forKey: name) != nil else { throw ShellError.unknownParameter(name) }
    case ("set", 3): session.parameters[Self.bare(input[1] ?? "")] = input.words[2].value(of: input.words[2].text)
    default:
      for word in input.words {
        let (name, value) = try Self.assignment(word)
        session.parameters[name] = value
      }
    }
  }

  private static func bare(_ name: String) -> String {
    guard let first = name.first, ":@$".contains(first) else { return name }
    return String(name.dropFirst())
  }
}
