import Catalogs
import Output
import SQLite

/// Completes dot commands and their arguments.
struct CommandCompletion {
  let source: Completion.Source

  /// - Parameters:
  ///   - line: from its start to the cursor.
  ///   - cursor: in bytes of the whole text.
  func find(_ line: String, at cursor: Int) -> Completion? {
    let start = line.lastIndex(where: \.isWhitespace).map { line.index(after: $0) } ?? line.startIndex
    let word = String(line[start...])
    let before = line[..<start].split(whereSeparator: \.isWhitespace).map(String.init)
    let range = cursor - word.utf8.count..<cursor
    guard let name = before.first else {
      let commands = DotCommand.all.map { Completion.Candidate(text: ".\($0.name)", note: $0.help) }
      return Completion(range: range, candidates: Completion.ranked(word, [commands]))
    }
    guard let command = try? DotCommand.find(name), let kind = command.arguments.last else { return nil }
    let index = before.count - 1
    if kind == .query, index > 0, command.name == "run" { return parameter(of: before, word, range) }
    guard index < command.arguments.count || kind == .sql || kind == .parameter else { return nil }
    return Completion(range: range, candidates: Completion.ranked(word, [candidates(for: kind, word)]))
  }

  private func candidates(for kind: DotCommand.Argument, _ word: String) -> [Completion.Candidate] {
    switch kind {
    case .table: source.names.tables.map { .init(text: $0.name, note: $0.isView ? "view" : "table") }
    case .query: source.queries.map { .init(text: $0.name, note: $0.title) }
    case .format: OutputFormat.all.map { .init(text: $0.name, note: $0.summary) }
    case .export: (["latest", "previous"] + source.exports).map { .init(text: $0) }
    case .command: DotCommand.all.map { .init(text: $0.name, note: $0.help) }
    case .onOff: [.init(text: "on"), .init(text: "off")]
    case .parameter: (["unset", "clear", "list"] + source.parameters.map { "\($0)=" }).map { .init(text: $0) }
    case .file: source.files(word).map { .init(text: $0) }
    case .sql: [.init(text: "SELECT")]
    }
  }

  /// `name=`, and after it the value.
  private func parameter(of words: [String], _ word: String, _ range: Range<Int>) -> Completion? {
    guard words.count > 1, let query = source.queries.first(where: { $0.name == words[1] }) else { return nil }
    if let equals = word.firstIndex(of: "=") {
      let name = String(word[..<equals])
      let value = String(word[word.index(after: equals)...])
      let parameter = query.parameters.first { $0.name == name } ?? SavedQuery.Parameter(name: name)
      // Of a list, the last one is being typed.
      let typed = parameter.type == .labels ? value.split(separator: ",", omittingEmptySubsequences: false).last : nil
      let last = typed.map(String.init) ?? value
      let from = range.upperBound - last.utf8.count
      let candidates = values(of: parameter).map { text in
        Completion.Candidate(text: text.contains(where: \.isWhitespace) ? "'\(text)'" : text)
      }
      return Completion(range: from..<range.upperBound, candidates: Completion.ranked(last, [candidates]))
    }
    let candidates = query.parameters.map { parameter in
      Completion.Candidate(
        text: "\(parameter.name)=", note: (parameter.type.map { "\($0): " } ?? "") + parameter.description)
    }
    return Completion(range: range, candidates: Completion.ranked(word, [candidates]))
  }

  /// What a parameter takes, as far as it can be listed.
  private func values(of parameter: SavedQuery.Parameter) -> [String] {
    if parameter.namesAnExport { return ExportWord.allCases.map(\.rawValue) + source.exports }
    switch parameter.type {
    case .choice(let words): return words
    case .label, .labels: return source.values(nil, "name")
    case .person: return source.values(nil, "author_name") + source.values(nil, "validator_name")
    case .id: return source.values(nil, "file_id")
    case nil: return source.values(nil, Self.column(for: parameter.name))
    default: return []
    }
  }

  /// The column whose values a parameter without a type takes, by its name.
  private static func column(for parameter: String) -> String {
    switch parameter {
    case "author": "author_name"
    case "validator": "validator_name"
    case "label", "labels": "name"
    case "type": "file_type"
    default: parameter
    }
  }
}
