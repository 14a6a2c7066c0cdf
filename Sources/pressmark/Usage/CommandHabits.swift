import ArgumentParser
import Catalogs
import Output

/// What people type by habit of other programs.
enum CommandHabits {
  /// Arguments that stand alone.
  static let wholeArguments: [String: String] = [
    "-v": "--version", "-V": "--version", "-version": "--version", "version": "--version", "-help": "--help",
    "-?": "--help", "-H": "--help",
  ]

  /// The first words of statements.
  static let statements: Set<String> = [
    "select", "with", "values", "explain", "pragma", "insert", "update", "delete", "replace", "create", "drop", "alter",
    "attach", "detach", "analyze", "vacuum", "reindex", "begin", "describe",
  ]

  /// Commands of other programs.
  private static let commands: [String: [String]] = [
    "ls": ["exports"], "list": ["exports", "queries"], "info": ["exports"], "export": ["exports", "extract", "dump"],
    "shell": ["repl"], "open": ["repl"], "console": ["repl"], "query": ["sql", "run", "queries"], "exec": ["sql"],
    "execute": ["sql"], "rm": ["forget"], "remove": ["forget"], "delete": ["forget"], "drop": ["forget"],
    "mv": ["rename"], "compare": ["diff"], "add": ["import"], "load": ["import"], "insert": ["import"],
    "ingest": ["import"], "init": ["import"], "create": ["import"], "log": ["history"], "project": ["set-project"],
    "migrate": ["upgrade"], "update": ["upgrade", "import"], "optimize": ["upgrade"], "compact": ["upgrade"],
  ]

  /// Options of other programs, without hyphens.
  private static let options: [String: String] = [
    "db": "catalog", "database": "catalog", "d": "catalog", "file": "output", "out": "output", "header": "no-header",
    "headers": "no-header", "noheader": "no-header", "no-headers": "no-header", "skip-header": "no-header",
    "parameter": "param", "parameters": "param", "bind": "param", "set": "param", "mode": "format", "type": "format",
    "name": "as", "filter": "where", "details": "detail", "verbose": "detail", "readwrite": "write", "rw": "write",
  ]

  /// The commands that a word may stand for, as they are typed behind the program's name.
  static func meaning(of word: String) -> [String] {
    if let names = commands[word.lowercased()] { return names }
    let names = Pressmark.configuration.subcommands.compactMap { $0.configuration.commandName }
    if names.contains(word.lowercased()) { return [word.lowercased()] }
    let nearest = OutputMessages.nearest(word, names + ["help"])
    let queries = try? SavedQueries(folder: Arguments.path(inVariable: "PRESSMARK_QUERIES"))
    if queries?.all.contains(where: { $0.name == word }) ?? false { return ["run \(word)"] + nearest }
    return nearest
  }

  /// How a parameter of a saved query is given that was given as an option.
  ///
  /// - Parameters:
  ///   - option: with its hyphens.
  ///   - value: its value, where it stands behind an equals sign.
  ///   - words: the arguments of `run`.
  static func parameter(_ option: String, _ value: String?, of words: [String]) -> [String] {
    if ["-p", "--param"].contains(option) {
      let next = words.firstIndex(of: option).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
      return [value ?? next ?? "name=value"]
    }
    let name = String(option.drop { $0 == "-" })
    let queries = try? SavedQueries(folder: Arguments.path(inVariable: "PRESSMARK_QUERIES"))
    let query = queries?.all.first { words.contains($0.name) }
    guard query?.parameters.contains(where: { $0.name == name }) == true else { return [] }
    return ["\(name)=\(value ?? "…")"]
  }

  /// The options of a command that one which it does not have may stand for.
  ///
  /// - Parameter option: with its hyphens, without a value.
  static func meaning(of option: String, among known: [CommandOptions.Option]) -> [String] {
    let word = String(option.drop { $0 == "-" })
    let names = known.map(\.name)
    func has(_ name: String) -> Bool { names.contains("--\(name)") }
    if has("format"), OutputFormat.named(word) != nil { return ["--format \(word.lowercased())"] }
    if has(word.lowercased()) { return ["--\(word.lowercased())"] }
    if let habit = options[word.lowercased()], has(habit) { return ["--\(habit)"] }
    // A short option that its value follows at once, as other programs take it.
    let short = String(option.prefix(2))
    if !option.hasPrefix("--"), known.contains(where: { $0.name == short && $0.value != nil }) {
      return ["\(short) \(option.dropFirst(2))"]
    }
    let long = names.filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }
    return OutputMessages.nearest(word, long).map { "--\($0)" }
  }
}
