import ByteText
import Catalogs
import ControlText
import SQLite

// Commands about saved queries and parameters.
extension Shell {
  func savedQueries() throws -> SavedQueries { try SavedQueries(folder: configuration.queriesFolder) }

  func queries(_ input: DotCommand.Input) throws {
    let queries = try savedQueries()
    guard let name = input[0] else { return try show(queries.listing) }
    try show(Messages.page(of: try queries.query(name)))
  }

  func runQuery(_ input: DotCommand.Input) throws {
    let query = try savedQueries().query(input[0] ?? "")
    var given: [String: QueryValue] = [:]
    for word in input.words.dropFirst() {
      let (name, value) = try Self.assignment(word)
      let type = query.parameters.first { $0.name == name }?.type
      given[name] = type == nil ? value : query.value(of: name, Self.assignedText(word))
    }
    if configuration.isInteractive {
      guard try ask(for: &given, of: query) else { return }
    }
    lastStatement = query.sql
    try runSQL(query.sql) { connection in
      // Parameters that the session has set count too, where the query knows them.
      for parameter in query.parameters where given[parameter.name] == nil {
        given[parameter.name] = parameters[parameter.name]
      }
      return try query.values(given: given, on: connection, chosen: chosenExport)
    }
  }

  /// Asks for parameters that have no default and were not given.
  ///
  /// - Returns: false where Ctrl-C or Ctrl-D answered.
  private func ask(for given: inout [String: QueryValue], of query: SavedQuery) throws -> Bool {
    for parameter in try withConnection({ try query.parameters(given: given, on: $0) }) {
      guard parameter.defaultValue == nil, given[parameter.name] == nil, parameters[parameter.name] == nil else {
        continue
      }
      if !parameter.description.isEmpty { note("\(visible: parameter.name): \(visible: parameter.description)") }
      guard let value = try ask(for: parameter) else { return false }
      given[parameter.name] = value
      lastValues[parameter.name] = value
    }
    return true
  }

  /// Asks for a parameter's value until it is one of its type.
  ///
  /// - Returns: nil where Ctrl-C or Ctrl-D answered.
  private func ask(for parameter: SavedQuery.Parameter) throws -> QueryValue? {
    let old = lastValues[parameter.name]
    let type = parameter.type.map { " (\($0))" } ?? ""
    let prompt = "\(visible: parameter.name)\(type)\(old.map { " [\(visible: $0.description)]" } ?? ""): "
    while case .line(let line) = try reader.readAnswer(prompt: prompt) {
      let value = line.isEmpty ? old ?? .text("") : parameter.value(of: line)
      do {
        _ = try withConnection { try parameter.checked(value, on: $0, chosen: chosenExport) }
        return value
      } catch {
        say(error)
      }
    }
    return nil
  }

  /// What stands behind the `=` of an assignment.
  private static func assignedText(_ word: SQLText.Word) -> String {
    word.text.firstIndex(of: "=").map { String(word.text[word.text.index(after: $0)...]) } ?? ""
  }

  static func assignment(_ word: SQLText.Word) throws(ShellError) -> (String, QueryValue) {
    guard let equals = word.text.firstIndex(of: "="), equals != word.text.startIndex else {
      throw .missingValue(word.text)
    }
    var name = word.text[..<equals]
    if let first = name.first, ":@$".contains(first) { name = name.dropFirst() }
    return (String(name), word.value(of: String(word.text[word.text.index(after: equals)...])))
  }

  func diff(_ input: DotCommand.Input) throws {
    guard let catalog else { throw ShellError.noCatalog(path: configuration.path) }
    func resolved(_ index: Int) throws -> String {
      let name = input[index] ?? ""
      return try ExportWord(rawValue: name).map { word in
        try catalog.withConnection { try word.name(on: $0, chosen: chosenExport) }
      } ?? name
    }
    let comparison = try catalog.comparison(old: try resolved(0), new: try resolved(1))
    self.comparison = comparison
    var remarks: [String] = []
    try showResult { writer, options in
      let report = DiffReport(
        format: DiffFormat(rawValue: format.name) ?? .table, options: options, details: ChangeFilter())
      remarks = try catalog.withConnection { try report.write(comparison.summary, on: $0, to: writer) }
    }
    for remark in remarks { note(remark) }
  }

  func save(_ input: DotCommand.Input) throws {
    guard let folder = configuration.queriesFolder else { throw ShellError.noQueriesFolder }
    guard let statement = lastStatement else { throw ShellError.noStatement }
    let name = input[0] ?? ""
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else {
      throw ShellError.badQueryName(name)
    }
    let path = "\(folder)/\(name).sql"
    guard !FileText.exists(path) else { throw ShellError.queryExists(path: path) }
    let title = input.words.count > 1 ? input.words.dropFirst().map(\.text).joined(separator: " ") : name
    var text = "-- \(title)\n"
    let names = try withConnection { try SavedQuery(name: name, text: statement).parameters(on: $0).map(\.name) }
    for parameter in names where !statement.contains("-- :\(parameter) ") {
      let value = parameters[parameter].map { " = " + Self.headerText($0) }
      let word = ExportWord.parameterNames.contains(parameter) ? parameter == "old" ? " = previous" : " = latest" : ""
      text += "-- :\(parameter)\(value ?? word)\n"
    }
    try OutputFile.write(text + statement + "\n", to: path)
    note("saved as \(visible: path)")
  }

  private static func headerText(_ value: QueryValue) -> String {
    guard case .text(let text) = value else { return value.description }
    return "'" + text.doubling("'") + "'"
  }

  func param(_ input: DotCommand.Input) throws {
    switch (input[0]?.lowercased(), input.words.count) {
    case (nil, _), ("list", 1):
      try show(
        QueryResult(
          columns: ["name", "value"], rows: parameters.sorted { $0.key < $1.key }.map { [.text($0.key), $0.value] }))
    case ("clear", 1): parameters = [:]
    case ("unset", 2):
      let name = Self.bare(input[1] ?? "")
      guard parameters.removeValue(forKey: name) != nil else { throw ShellError.unknownParameter(name) }
    case ("set", 3): parameters[Self.bare(input[1] ?? "")] = input.words[2].value(of: input.words[2].text)
    default:
      for word in input.words {
        let (name, value) = try Self.assignment(word)
        parameters[name] = value
      }
    }
  }

  private static func bare(_ name: String) -> String {
    guard let first = name.first, ":@$".contains(first) else { return name }
    return String(name.dropFirst())
  }
}
