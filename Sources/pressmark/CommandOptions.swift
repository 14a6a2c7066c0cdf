import ArgumentParser

/// The options of all commands, read from their help, so that a new one needs no other place.
enum CommandOptions {
  struct Option {
    /// With its hyphens.
    var name: String
    /// What the help calls the value; nil where there is none.
    var value: String?

    var isPath: Bool { value.map { ["<path>", "<file>", "<folder>", "<name=file>"].contains($0) } ?? false }
  }

  /// Those that have no value, such as `--json` or `-h`.
  static let flags: Set<String> = Set(all.filter { $0.value == nil }.map(\.name))
  /// Those whose value is a path.
  static let paths: Set<String> = Set(all.filter { $0.isPath }.map(\.name))
  /// Those whose value is something else.
  static let others: Set<String> = Set(all.filter { $0.value != nil && !$0.isPath }.map(\.name))

  private static let all = Pressmark.configuration.subcommands.flatMap { options(of: $0) }

  /// The options of a command.
  static func options(of command: any ParsableCommand.Type) -> [Option] {
    Pressmark.helpMessage(for: command, columns: 200).split(separator: "\n").flatMap { names(in: $0) }
  }

  /// The names of the commands that have an option.
  static func commands(with option: String) -> [String] {
    let having = Pressmark.configuration.subcommands.filter { options(of: $0).contains { $0.name == option } }
    return having.compactMap { $0.configuration.commandName }
  }

  /// The options that come without a command, or before it, most often.
  private static let frequent = options(of: ReplCommand.self) + options(of: SQLCommand.self)

  /// Whether an argument is an option whose value is the next argument.
  static func takesValue(_ argument: String) -> Bool {
    guard argument.hasPrefix("-"), argument != "-", !argument.contains("=") else { return false }
    // The help of every command takes longer to make than a small query to run.
    if let option = frequent.first(where: { $0.name == argument }) { return option.value != nil }
    return !flags.contains(argument)
  }

  /// The names in a line such as `  -o, --output <file>     Writes to this file`.
  private static func names(in line: Substring) -> [Option] {
    guard line.hasPrefix("  -") else { return [] }
    var names: [Option] = []
    for word in line.split(separator: " ") {
      guard word.hasPrefix("-") else {
        guard word.hasPrefix("<") else { break }
        return names.map { Option(name: $0.name, value: String(word)) }
      }
      names.append(Option(name: String(word.last == "," ? word.dropLast() : word)))
    }
    return names
  }
}

/// A command whose own arguments are paths, or hold them.
protocol TakesPaths {}
