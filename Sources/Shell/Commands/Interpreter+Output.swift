import Catalogs
import Output

// Commands about how results are shown, and where.
extension Interpreter {
  func mode(_ input: DotCommand.Input) throws {
    guard let name = input[0] else {
      let current = presenter.format.name
      return try presenter.show(
        OutputFormat.all.map { "\($0.name == current ? "*" : " ") \($0.name): \($0.summary)\n" }.joined())
    }
    presenter.plainFormat = try Self.format(name)
  }

  static func format(_ name: String) throws(ShellError) -> OutputFormat {
    if let format = OutputFormat.named(name) { return format }
    if let format = FormatHabits.formats[name.lowercased()].flatMap({ OutputFormat.named($0) }) { return format }
    throw .unknownFormat(name)
  }

  func output(_ input: DotCommand.Input) throws {
    if let command = try pipedCommand(input, usage: ".output [FILE or |COMMAND]") {
      try presenter.pipeResults(into: command)
      resultFile = nil
      return
    }
    let path = input[0] == "stdout" ? nil : input[0]
    let before = resultFile
    try presenter.sendResults(to: path)
    resultFile = path
    if isInteractive {
      presenter.note(ShellMessages.resultsGo(to: path, as: presenter.nextFormat.name, isForOne: false, before: before))
    }
  }

  func once(_ input: DotCommand.Input) throws {
    let usage = ".once FILE or |COMMAND"
    if let command = try pipedCommand(input, usage: usage) {
      try presenter.pipeResults(into: command, isForOne: true)
      resultFile = nil
      return
    }
    guard let path = input[0] else { throw ShellError.wrongArguments(usage: usage) }
    try presenter.sendResults(to: path, isForOne: true)
    resultFile = path
    if isInteractive {
      presenter.note(ShellMessages.resultsGo(to: path, as: presenter.nextFormat.name, isForOne: true, before: nil))
    }
  }

  func pager(_ input: DotCommand.Input) throws {
    presenter.usesPager = try Self.isOn(input, else: !presenter.usesPager, usage: ".pager [on|off]")
  }

  func timer(_ input: DotCommand.Input) throws {
    presenter.showsTimes = try Self.isOn(input, else: !presenter.showsTimes, usage: ".timer [on|off]")
  }

  static func isOn(_ input: DotCommand.Input, else other: Bool, usage: String) throws(ShellError) -> Bool {
    switch input[0]?.lowercased() {
    case "on", "yes", "1": return true
    case "off", "no", "0": return false
    case nil: return other
    default: throw .wrongArguments(usage: usage)
    }
  }

  func last(_ input: DotCommand.Input) throws {
    try presenter.showLast(
      as: try input[0].map { name throws(ShellError) in try Self.format(name).with(presenter.wishes) }
        ?? presenter.nextFormat)
  }

  func history(_ input: DotCommand.Input) throws {
    let entries = reader.history
    guard let count = input[0].map({ Int($0) }) ?? entries.count, count >= 0 else {
      throw ShellError.wrongArguments(usage: ".history [COUNT]")
    }
    try presenter.show(entries.suffix(count).map { "\($0)\n" }.joined())
  }
}
