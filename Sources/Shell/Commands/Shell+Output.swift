import Catalogs

// Commands about how results are shown, and where.
extension Shell {
  func mode(_ input: DotCommand.Input) throws {
    guard let name = input[0] else {
      let current = self.format.name
      return try show(
        OutputFormat.all.map { "\($0.name == current ? "*" : " ") \($0.name): \($0.summary)\n" }.joined())
    }
    format = try Self.format(name)
  }

  static func format(_ name: String) throws(ShellError) -> OutputFormat {
    guard let format = OutputFormat.named(name) else { throw .unknownFormat(name) }
    return format
  }

  func output(_ input: DotCommand.Input) throws {
    let files = try openFiles()
    try takeRedirect()?.finish(sparing: files)
    guard let path = input[0], path != "stdout" else { return }
    redirect = try Redirect(path: path, isForOne: false, sparing: files)
  }

  func once(_ input: DotCommand.Input) throws {
    let files = try openFiles()
    try takeRedirect()?.finish(sparing: files)
    redirect = try Redirect(path: input[0] ?? "", isForOne: true, sparing: files)
  }

  func pager(_ input: DotCommand.Input) throws {
    usesPager = try Self.isOn(input, else: !usesPager, usage: ".pager [on|off]")
  }

  func timer(_ input: DotCommand.Input) throws {
    showsTimes = try Self.isOn(input, else: !showsTimes, usage: ".timer [on|off]")
  }

  private static func isOn(_ input: DotCommand.Input, else other: Bool, usage: String) throws(ShellError) -> Bool {
    switch input[0]?.lowercased() {
    case "on", "yes", "1": return true
    case "off", "no", "0": return false
    case nil: return other
    default: throw .wrongArguments(usage: usage)
    }
  }

  func last(_ input: DotCommand.Input) throws {
    try showLast(as: try input[0].map { name throws(ShellError) in try Self.format(name) } ?? format)
  }

  func chart() throws {
    try showLast(as: try Self.format("chart"))
  }

  func history(_ input: DotCommand.Input) throws {
    let entries = reader.history
    guard let count = input[0].map({ Int($0) }) ?? entries.count, count >= 0 else {
      throw ShellError.wrongArguments(usage: ".history [COUNT]")
    }
    try show(entries.suffix(count).map { "\($0)\n" }.joined())
  }
}
