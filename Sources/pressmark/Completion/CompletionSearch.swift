import ArgumentParser
import ByteText
import Catalogs
import FileNames
import Files
import Output
import SQLText

/// What can be typed at the cursor of a command line.
///
/// It is silent about whatever is wrong (no catalog, or a locked, damaged or newer one) and leaves no trace: the catalog
/// is read as it stands.
struct CompletionAnswer: Equatable {
  /// Files that the shell itself completes.
  enum Files: String {
    case none = "-"
    case files, catalogs, folders
  }

  /// What is in the word before that which is completed.
  var typed = ""
  var values: [OfferedValue] = []
  var files = Files.none

  /// The words that begin with what was typed. Where none does, but one does in other letters, it is that one.
  func words(beginning current: String) -> [OfferedValue] {
    let words = values.map { OfferedValue(typed + $0.text, note: $0.note) }
    let exact = words.filter { $0.text.utf8.starts(with: current.utf8) }
    if !exact.isEmpty { return exact }
    let similar = words.filter { $0.text.lowercased().hasPrefix(current.lowercased()) }
    return similar.count == 1 ? similar : []
  }
}

struct CompletionSearch {
  let line: TypedLine

  /// - Parameter words: the words behind the program's name, without their quotes; the last one is at the cursor.
  static func answer(_ words: [String]) -> CompletionAnswer {
    let search = CompletionSearch(line: TypedLine(words))
    switch search.line.place {
    case .nothing: return CompletionAnswer()
    case .command:
      let commands = CommandHelp.commands.map { OfferedValue($0.name, note: $0.note) }
      return CompletionAnswer(values: commands, files: search.line.isCommandTyped ? .none : .catalogs)
    case .option: return CompletionAnswer(values: search.options)
    case .value(let argument, let typed):
      guard let command = search.line.command?.name, let values = ArgumentValues(of: argument, of: command) else {
        return CompletionAnswer()
      }
      var answer = search.answer(for: values, String(search.line.current.dropFirst(typed.count)))
      answer.typed = typed + answer.typed
      return answer
    }
  }

  /// The options; the short ones where nothing but a hyphen was typed.
  private var options: [OfferedValue] {
    (line.command?.options ?? []).flatMap { option in
      option.names.filter { $0.hasPrefix("--") || option.names.count == 1 }.map { OfferedValue($0, note: option.note) }
    }
  }

  private func answer(for values: ArgumentValues, _ beginning: String) -> CompletionAnswer {
    switch values.kind {
    case .file: return CompletionAnswer(files: .files)
    case .namedFile:
      let equals = beginning.unicodeScalars.firstIndex(of: "=")
      return CompletionAnswer(typed: equals.map { String(beginning.unicodeScalars[...$0]) } ?? "", files: .files)
    case .folder: return CompletionAnswer(files: .folders)
    case .catalog: return CompletionAnswer(files: .catalogs)
    case .export: return CompletionAnswer(values: exports)
    case .exportAddress: return exportAddress(beginning)
    case .query: return CompletionAnswer(values: queries.map { OfferedValue($0.name, note: $0.title) })
    case .queryParameter: return queryParameter(beginning)
    case .sqlParameter: return sqlParameter(beginning)
    case .format: return CompletionAnswer(values: OutputFormat.all.map { OfferedValue($0.name, note: $0.summary) })
    case .topic: return CompletionAnswer(values: ChangeTopic.allCases.map { OfferedValue($0.rawValue, note: $0.words) })
    case .words: return CompletionAnswer(values: values.words.map { OfferedValue($0) })
    case .fileID:
      return CompletionAnswer(values: (try? catalog?.offeredFiles(beginning: beginning)) ?? [])
    }
  }

  // MARK: The catalog

  /// The catalog that the line names; nil where it can't be read without a trace.
  private var catalog: Catalog? {
    let arguments = line.value(of: "--catalog").map { ["--catalog=\(Self.fromHome($0))"] } ?? []
    let path = (try? CatalogOptions.parse(arguments))?.path
    return path.flatMap { try? Catalog(glanceAt: $0) }
  }

  private var exports: [OfferedValue] { (try? catalog?.offeredExports()) ?? [] }

  /// An export, or one of another catalog behind its path and a colon.
  private func exportAddress(_ beginning: String) -> CompletionAnswer {
    // Scalar by scalar: a colon that a combining mark follows is a colon.
    let scalars = beginning.unicodeScalars
    if let colon = scalars.lastIndex(of: ":") {
      let path = String(scalars[..<colon])
      if let other = try? Catalog(glanceAt: Self.fromHome(path)) {
        return CompletionAnswer(typed: path + ":", values: (try? other.offeredExports()) ?? [])
      }
    }
    return CompletionAnswer(values: exports, files: .catalogs)
  }

  /// A path whose `~` the shell would replace.
  private static func fromHome(_ path: String) -> String {
    guard path.hasPrefix("~/"), let home = Arguments.path(inVariable: "HOME") else { return path }
    return home + path.dropFirst()
  }

  // MARK: Parameters

  private var queries: [SavedQuery] {
    let arguments = line.value(of: "--queries").map { ["--queries=\(Self.fromHome($0))"] } ?? []
    let options = try? QueriesOptions.parse(arguments)
    return (try? options?.load().all) ?? (try? SavedQueries().all) ?? []
  }

  /// `name=`, or behind it a value; of a list, the last one.
  private func queryParameter(_ beginning: String) -> CompletionAnswer {
    guard let query = queries.first(where: { $0.name == line.arguments.first }) else { return CompletionAnswer() }
    guard let equals = beginning.unicodeScalars.firstIndex(of: "=") else {
      let given = Set(line.arguments.dropFirst().map { $0.prefix { $0 != "=" } })
      let parameters = query.parameters.filter { !given.contains(Substring($0.name)) }
      return CompletionAnswer(values: parameters.map { OfferedValue("\($0.name)=", note: $0.note) })
    }
    var typed = String(beginning.unicodeScalars[...equals])
    var name = typed.dropLast()
    if let sign = name.first, ":@$".contains(sign) { name = name.dropFirst() }
    let parameter = query.parameters.first { $0.name == name } ?? SavedQuery.Parameter(name: String(name))
    var value = String(beginning.unicodeScalars.dropFirst(typed.unicodeScalars.count))
    var given: Set<ByteString> = []
    if parameter.type == .labels, let comma = value.unicodeScalars.lastIndex(of: ",") {
      let before = value.unicodeScalars[...comma]
      given = Set(String(before).split(separator: ",").map { ByteString(String($0)) })
      typed += String(before)
      value = String(value.unicodeScalars.dropFirst(before.count))
    }
    // An empty value shows nothing to choose, and a name with a comma can't be in a list.
    let values = ((try? offered(parameter, value)) ?? []).filter { value in
      !value.text.isEmpty && !given.contains(ByteString(value.text))
        && (parameter.type != .labels || !value.text.utf8.contains(UInt8(ascii: ",")))
    }
    return CompletionAnswer(typed: typed, values: values)
  }

  private func offered(_ parameter: SavedQuery.Parameter, _ beginning: String) throws -> [OfferedValue] {
    // Words need no catalog.
    if case .choice(let words) = parameter.type { return words.map { OfferedValue($0) } }
    return try catalog?.offeredValues(of: parameter, beginning: beginning) ?? []
  }

  /// `name=` of the parameters in the SQL that was typed, and values of those that name an export.
  private func sqlParameter(_ beginning: String) -> CompletionAnswer {
    if let equals = beginning.unicodeScalars.firstIndex(of: "=") {
      let typed = String(beginning.unicodeScalars[...equals])
      let parameter = SavedQuery.Parameter(name: String(typed.dropLast()))
      return CompletionAnswer(typed: typed, values: parameter.namesAnExport ? exports : [])
    }
    let given = Set((line.values["--param"] ?? []).map { $0.prefix { $0 != "=" } })
    var names: [String] = []
    for text in line.arguments + (line.values["--where"] ?? []) {
      let bytes = Array(text.utf8)
      for token in SQLToken.tokens(of: bytes) where token.isNamedParameter(in: bytes) {
        let name = String(decoding: bytes[token.range].dropFirst(), as: UTF8.self)
        if !names.contains(name), !given.contains(Substring(name)) { names.append(name) }
      }
    }
    return CompletionAnswer(values: names.map { OfferedValue("\($0)=") })
  }
}

extension SavedQuery.Parameter {
  /// What is said beside its name: its type and default, and what it means.
  fileprivate var note: String {
    let type = type.map { "\($0)" } ?? ""
    let head = type + (defaultValue.map { (type.isEmpty ? "" : " ") + "= \($0)" } ?? "")
    return [head, description].filter { !$0.isEmpty }.joined(separator: ": ")
  }
}
