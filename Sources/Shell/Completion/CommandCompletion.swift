import ByteText
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
    let open = OpenWord(at: line)
    let word = open.text
    let before = ShellWord.words(of: open.before).map(\.text)
    guard let name = before.first else {
      let commands = DotCommand.all.map { Completion.Candidate(text: ".\($0.name)", note: $0.help) }
      return completion(of: open, from: 0, commands, at: cursor, isQuoting: false)
    }
    guard let command = try? DotCommand.find(name), let kind = command.arguments.last else { return nil }
    let index = before.count - 1
    if kind == .query, index > 0, command.name == "run" { return parameter(of: before, open, cursor) }
    guard index < command.arguments.count || kind == .sql || kind == .parameter else { return nil }
    let isQuoting = kind != .sql && kind != .parameter
    return completion(of: open, from: 0, candidates(for: kind, word), at: cursor, isQuoting: isQuoting)
  }

  /// Offers candidates for the end of a word.
  ///
  /// - Parameters:
  ///   - start: where in the word what they replace begins, in scalars.
  ///   - isQuoting: whether they are put in quotes where they need them.
  private func completion(
    of word: OpenWord, from start: Int, _ candidates: [Completion.Candidate], at cursor: Int, isQuoting: Bool = true
  ) -> Completion {
    let typed = word.part(from: start)
    var ranked = Completion.ranked(typed, [candidates])
    if isQuoting {
      ranked = ranked.map { .init(text: word.quoted($0.text, from: start), note: $0.note) }
    }
    return Completion(range: cursor - word.byteCount(from: start)..<cursor, candidates: ranked)
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
  private func parameter(of words: [String], _ word: OpenWord, _ cursor: Int) -> Completion? {
    guard let query = source.queries.first(where: { $0.name.hasSameBytes(as: words[1]) }) else { return nil }
    let scalars = word.text.unicodeScalars
    if let equals = scalars.firstIndex(of: "=") {
      let name = String(scalars[..<equals])
      let parameter = query.parameters.first { $0.name == name } ?? SavedQuery.Parameter(name: name)
      let value = scalars[scalars.index(after: equals)...]
      let typed = ParameterAnswer.last(of: String(value), for: parameter)
      return completion(
        of: word, from: scalars.count - typed.unicodeScalars.count, source.answers(parameter, typed), at: cursor)
    }
    let given = Set(words.dropFirst(2).map { $0.prefix { $0 != "=" } })
    let candidates = query.parameters.filter { !given.contains($0.name[...]) }.map { parameter in
      Completion.Candidate(
        text: "\(parameter.name)=", note: (parameter.type.map { "\($0): " } ?? "") + parameter.description)
    }
    return completion(of: word, from: 0, candidates, at: cursor, isQuoting: false)
  }
}
