/// A command line as far as it was typed: what came before the cursor, and what is wanted at it.
struct TypedLine {
  /// What is being typed.
  enum Place: Equatable {
    /// The name of a command, or of a catalog for the shell.
    case command
    /// The name of an option.
    case option
    /// A value.
    ///
    /// - argument: as ``ArgumentValues/init(of:of:)`` names it.
    /// - typed: what is before the value in the same word, such as `--format=`.
    case value(argument: String, typed: String)
    case nothing
  }

  /// The command; that of the shell where none was typed.
  private(set) var command: CommandHelp?
  private(set) var isCommandTyped = false
  /// The values of options, by each of their names.
  private(set) var values: [String: [String]] = [:]
  private(set) var arguments: [String] = []
  private(set) var place = Place.nothing
  /// The word at the cursor, up to the cursor.
  let current: String

  /// - Parameter words: the words behind the program's name, without their quotes; the last one is at the cursor.
  init(_ words: [String]) {
    current = words.last ?? ""
    command = CommandHelp(of: "repl")
    var awaiting: CommandHelp.Option?
    var isOver = false
    for word in words.dropLast() {
      if let option = awaiting {
        add(word, to: option)
        awaiting = nil
      } else if !isOver, word == "--" {
        isOver = true
      } else if !isOver, word.hasPrefix("-"), word != "-" {
        awaiting = take(option: word)
      } else if !isCommandTyped, arguments.isEmpty, CommandHelp.commands.contains(where: { $0.name == word }) {
        isCommandTyped = true
        command = CommandHelp(of: word)
        if command == nil { command = CommandHelp(of: word, help: "") }
      } else {
        arguments.append(word)
      }
    }
    place = place(awaiting: awaiting, isOver: isOver)
  }

  /// The last value of an option.
  func value(of name: String) -> String? { values[name]?.last }

  private mutating func add(_ value: String, to option: CommandHelp.Option) {
    for name in option.names { values[name, default: []].append(value) }
  }

  /// Takes `--format`, `--format=csv`, `-f` or `-fcsv`.
  ///
  /// - Returns: the option where its value is the next word.
  private mutating func take(option word: String) -> CommandHelp.Option? {
    let name = String(word.prefix { $0 != "=" })
    if let option = command?.option(named: name) {
      guard option.takesValue else { return nil }
      guard name.utf8.count < word.utf8.count else { return option }
      add(String(word.dropFirst(name.count + 1)), to: option)
    } else if !word.hasPrefix("--"), let option = command?.option(named: String(word.prefix(2))), option.takesValue {
      add(String(word.dropFirst(2)), to: option)
    }
    return nil
  }

  private func place(awaiting: CommandHelp.Option?, isOver: Bool) -> Place {
    if let name = awaiting?.names.first { return .value(argument: name, typed: "") }
    if !isOver, current.hasPrefix("-") {
      guard let equals = current.firstIndex(of: "=") else { return .option }
      guard let option = command?.option(named: String(current[..<equals])), option.takesValue else { return .nothing }
      return .value(argument: option.names[0], typed: String(current[...equals]))
    }
    guard isCommandTyped else { return arguments.isEmpty ? .command : .nothing }
    if command?.name == "help" { return arguments.isEmpty ? .command : .nothing }
    guard let known = command?.arguments, let last = known.indices.last else { return .nothing }
    let index = known[last].isRepeating ? min(arguments.count, last) : arguments.count
    return index <= last ? .value(argument: "positional@\(index)", typed: "") : .nothing
  }
}
