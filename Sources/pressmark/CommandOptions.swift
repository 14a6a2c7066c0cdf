import ArgumentParser

/// The options of all commands, read from their help, so that a new one needs no other place.
enum CommandOptions {
  /// Those that have no value, such as `--json` or `-h`.
  static let flags: Set<String> = Set(all.filter { $0.value == nil }.map(\.name))
  /// Those whose value is a path.
  static let paths: Set<String> = Set(all.filter { $0.isPath }.map(\.name))
  /// Those whose value is something else.
  static let others: Set<String> = Set(all.filter { $0.value != nil && !$0.isPath }.map(\.name))

  private struct Name {
    var name: String
    /// What the help calls the value; nil where there is none.
    var value: String?

    var isPath: Bool { value.map { ["<path>", "<file>", "<folder>", "<name=file>"].contains($0) } ?? false }
  }

  private static let all = Pressmark.configuration.subcommands.flatMap { command in
    Pressmark.helpMessage(for: command, columns: 200).split(separator: "\n").flatMap { names(in: $0) }
  }

  /// The names in a line such as `  -o, --output <file>     Writes to this file`.
  private static func names(in line: Substring) -> [Name] {
    guard line.hasPrefix("  -") else { return [] }
    var names: [Name] = []
    for word in line.split(separator: " ") {
      guard word.hasPrefix("-") else {
        guard word.hasPrefix("<") else { break }
        return names.map { Name(name: $0.name, value: String(word)) }
      }
      names.append(Name(name: String(word.last == "," ? word.dropLast() : word)))
    }
    return names
  }
}

/// A command whose own arguments are paths, or hold them.
protocol TakesPaths {}
