import ArgumentParser
import FileNames
import Files
import Output

/// What the arguments ask for: a command, or what people type without one.
///
/// As in other shells a catalog's name opens it, a statement behind the name runs in it, and options can come before the
/// command.
enum Invocation {
  /// The arguments with the command first; none where the help is meant.
  static func words(of arguments: [String]) throws(UsageFault) -> [String] {
    guard let first = arguments.first else { return isHelp ? [] : ["repl"] }
    if arguments.count == 1, let option = CommandHabits.wholeArguments[first] { return [option] }
    if ["-h", "--help"].contains(first), arguments.count > 1 { return try words(of: ["help"] + arguments.dropFirst()) }
    if first == "help" { try checkHelp(arguments) }
    if isCommand(first) || isAboutProgram(first) { return arguments }
    let (options, rest) = split(arguments)
    guard let word = rest.first else { return options.contains(where: isAboutProgram) ? arguments : ["repl"] + options }
    return try words(word, before: Array(rest.dropFirst()), options)
  }

  /// - Parameters:
  ///   - word: the first argument that is no option.
  ///   - rest: those after it.
  ///   - options: the options before it.
  private static func words(
    _ word: String, before rest: [String], _ options: [String]
  ) throws(UsageFault) -> [String] {
    if isCommand(word) { return [word] + options + rest }
    if word == "-" { return ["repl"] + options + rest }
    let exists = (try? FileStatus(of: word)) != nil
    guard exists || isPath(word) else {
      if isDotCommand(word) { return ["repl"] + options + [word] + rest }
      if isStatement(word) { return [isForShell(options + rest) ? "repl" : "sql"] + options + [word] + rest }
      throw .noCommand(word, nearest: CommandHabits.meaning(of: word))
    }
    if let other = catalog(in: options + rest) { throw .twoCatalogs(word, other) }
    return try words(catalog: word, options, rest)
  }

  /// The catalog comes first: it is opened, or a command or a statement behind it gets it.
  private static func words(
    catalog: String, _ options: [String], _ rest: [String]
  ) throws(UsageFault) -> [String] {
    let (more, behind) = split(rest)
    let options = options + more
    guard let word = behind.first else { return ["repl"] + options + [catalog] }
    if isCommand(word), word != "help" { return [word, "--catalog", catalog] + options + behind.dropFirst() }
    let isOne = split(Array(behind.dropFirst())).rest.isEmpty
    if isDotCommand(word) || !isOne || isForShell(options + behind) { return ["repl"] + options + [catalog] + behind }
    // A single word is no statement.
    if !word.isEmpty, word.utf8.allSatisfy({ isNamed($0) }), !CommandHabits.statements.contains(word.lowercased()) {
      throw .noCommand(word, nearest: CommandHabits.meaning(of: word))
    }
    return ["sql", "--catalog", catalog] + options + behind
  }

  /// Whether an option says that a statement is to be run as the shell runs it.
  private static func isForShell(_ arguments: [String]) -> Bool {
    arguments.contains { ["--write", "--keep-going"].contains($0) }
  }

  /// Whether a byte is one of a command's name.
  private static func isNamed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Without an argument the help is shown where nothing can be read but what a person types, and the answers would not
  /// be seen.
  private static var isHelp: Bool { TerminalTraits.isTerminal(0) && !TerminalTraits.isTerminal(1) }

  private static func checkHelp(_ arguments: [String]) throws(UsageFault) {
    for word in arguments.dropFirst() where !word.hasPrefix("-") && !isCommand(word) {
      throw .noCommand(word, nearest: CommandHabits.meaning(of: word))
    }
  }

  /// The options that come first, with their values, and what follows.
  private static func split(_ arguments: [String]) -> (options: [String], rest: [String]) {
    var index = 0
    while index < arguments.count {
      let word = arguments[index]
      if word == "--" { return (Array(arguments[..<index]), Array(arguments[(index + 1)...])) }
      guard word.hasPrefix("-"), word != "-", !Arguments.isText(word) else { break }
      index += CommandOptions.takesValue(word) ? 2 : 1
    }
    index = min(index, arguments.count)
    return (Array(arguments[..<index]), Array(arguments[index...]))
  }

  /// The catalog that an option names.
  private static func catalog(in arguments: [String]) -> String? {
    for (index, word) in arguments.enumerated() {
      if word == "--" { return nil }
      if word == "-c" || word == "--catalog" { return index + 1 < arguments.count ? arguments[index + 1] : nil }
      for name in ["-c=", "--catalog="] where word.hasPrefix(name) { return String(word.dropFirst(name.count)) }
    }
    return nil
  }

  /// The command of a name.
  static func command(_ name: String) -> (any ParsableCommand.Type)? {
    Pressmark.configuration.subcommands.first { $0.configuration.commandName == name }
  }

  static func isCommand(_ word: String) -> Bool { word == "help" || command(word) != nil }

  /// Whether an option is one of the program's own: help, version, completion scripts.
  private static func isAboutProgram(_ word: String) -> Bool {
    word.hasPrefix("---") || ["-h", "--help", "--help-hidden", "--version", "--experimental-dump-help"].contains(word)
      || word.hasPrefix("--generate-completion-script")
  }

  /// Whether a word that is no file's name can only be meant as one.
  static func isPath(_ word: String) -> Bool {
    !isDotCommand(word) && !isStatement(word)
      && (word.utf8.contains(UInt8(ascii: "/"))
        || [".db", ".sqlite", ".sqlite3", ".db3"].contains { word.lowercased().hasSuffix($0) })
  }

  /// Whether a word is a command of the shell, such as `.tables` or `\d`.
  static func isDotCommand(_ word: String) -> Bool {
    if word.hasPrefix("\\") { return true }
    return word.hasPrefix(".") && word.dropFirst().first.map { $0.isASCII && $0.isLetter } ?? false
  }

  /// Whether a word is SQL: it begins as a statement does, and has a second word; or it begins with a comment.
  static func isStatement(_ word: String) -> Bool {
    let text = word.drop { $0.isWhitespace }
    if text.hasPrefix("--") { return text.utf8.contains(0x0A) }
    if text.hasPrefix("/*") { return true }
    let keyword = text.prefix { $0.isLetter }
    return text[keyword.endIndex...].first.map { !$0.isLetter && $0 != "." && $0 != "-" && $0 != "_" } ?? false
      && CommandHabits.statements.contains(keyword.lowercased())
  }
}
