import Output

extension Interpreter {
  func help(_ input: DotCommand.Input) throws {
    let width = min(presenter.formatOptions().width ?? 80, 100)
    guard let name = input[0] else { return try presenter.show(HelpText.list(width: width)) }
    let dotted = name.hasPrefix(".") || name.hasPrefix("\\") ? name : ".\(name)"
    if let advice = Habit.advice(for: dotted) { return try presenter.show("\(dotted): \(advice)\n") }
    try presenter.show(HelpText.page(of: try DotCommand.find(name), width: width))
  }
}

/// What `.help` shows, in the width of a window.
enum HelpText {
  /// The column where the help begins; a longer command has a line of its own.
  private static let column = 26

  /// All the commands.
  static func list(width: Int) -> String {
    var text = ""
    for command in DotCommand.all {
      let synopsis = command.synopsis
      let lines = wrapped(command.help, width: max(20, width - column))
      let isLong = synopsis.count > column - 2
      text += isLong ? synopsis + "\n" : synopsis + String(repeating: " ", count: column - synopsis.count)
      for (index, line) in lines.enumerated() {
        text += (index > 0 || isLong ? String(repeating: " ", count: column) : "") + line + "\n"
      }
    }
    return text + "\n"
      + wrapped(
        ".help NAME says more, with an example. SQL ends with a semicolon; Tab completes, Ctrl-R searches the history.",
        width: width
      ).joined(separator: "\n") + "\n"
  }

  /// One command, with examples.
  static func page(of command: DotCommand, width: Int) -> String {
    var text = command.synopsis + "\n  \(command.help)\n"
    if !command.explanation.isEmpty {
      text += "\n"
      for line in command.explanation.split(separator: "\n", omittingEmptySubsequences: false) {
        // Examples are indented, and stay as they are.
        text += line.hasPrefix("  ") ? "\(line)\n" : wrapped(String(line), width: width).joined(separator: "\n") + "\n"
      }
    }
    let names = DotCommand.habits.filter { $0.value == command.name }.keys.sorted()
    if !names.isEmpty { text += "\nIn other shells: \(names.joined(separator: ", "))\n" }
    return text
  }

  private static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return lines + [line]
  }
}
