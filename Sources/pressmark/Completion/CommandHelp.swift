import ArgumentParser

/// The options and arguments of a command, as its help lists them.
struct CommandHelp: Equatable {
  struct Option: Equatable {
    /// Such as `-c` and `--catalog`.
    var names: [String]
    var takesValue: Bool
    var note: String
  }

  struct Argument: Equatable {
    var name: String
    var isRepeating: Bool
  }

  let name: String
  var options: [Option] = []
  var arguments: [Argument] = []

  /// The commands that people see: name and what they do.
  static var commands: [(name: String, note: String)] {
    Pressmark.configuration.subcommands.lazy.filter { $0.configuration.shouldDisplay }
      .map { ($0.configuration.commandName ?? "", $0.configuration.abstract) }
      + [("help", "Shows help of a command.")]
  }

  /// - Parameter name: the command's; an unknown one gives nil.
  init?(of name: String) {
    let command = Pressmark.configuration.subcommands.first { $0.configuration.commandName == name }
    guard let command else { return nil }
    // On a page so wide that no line is broken.
    self.init(of: name, help: Pressmark.helpMessage(for: command, columns: 10_000))
  }

  init(of name: String, help: String) {
    self.name = name
    var usage = ""
    var section = Substring()
    for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("USAGE: ") { usage = String(line) }
      if line.utf8.last == UInt8(ascii: ":"), line.first?.isUppercase == true {
        section = line
      } else if line.hasPrefix("  "), !line.hasPrefix("   ") {
        // The label, and two blanks before what it means.
        let entry = line.dropFirst(2)
        let gap = entry.firstRange(of: "  ")
        let label = entry[..<(gap?.lowerBound ?? entry.endIndex)]
        let note = gap.map { entry[$0.upperBound...].drop { $0 == " " } } ?? ""
        if section == "ARGUMENTS:" {
          arguments.append(Argument(name: String(label), isRepeating: usage.contains("\(label) ...")))
        } else if section == "OPTIONS:", label.hasPrefix("-") {
          let parts = label.split(separator: " ")
          let names = parts.prefix { $0.hasPrefix("-") }.map { String($0.last == "," ? $0.dropLast() : $0) }
          options.append(Option(names: names, takesValue: names.count < parts.count, note: String(note)))
        }
      } else if section == "OPTIONS:", line.hasPrefix("    "), let last = options.indices.last,
        options[last].note.isEmpty
      {
        // After a long label, the meaning is on a line of its own.
        options[last].note = String(line.drop { $0 == " " })
      }
    }
  }

  func option(named name: String) -> Option? { options.first { $0.names.contains(name) } }
}
