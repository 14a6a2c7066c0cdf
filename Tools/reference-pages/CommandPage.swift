import Foundation

/// docs/commands.md: the help of every command, as the program prints it.
struct CommandPage {
  let markdown: String

  /// Asks a program.
  init(of program: URL) throws {
    let output = try Self.output(of: program, ["--experimental-dump-help"])
    let dump = try JSONDecoder().decode(Dump.self, from: Data(output.utf8))
    let pages = try dump.command.subcommands.filter { $0.shouldDisplay && $0.commandName != "help" }.map { command in
      let help = try Self.output(of: program, [command.commandName, "--help"])
      return "## pressmark \(command.commandName)\n\n```\n\(help)```\n"
    }
    markdown = "# Commands\n\nWritten by `make docs` from the commands' own help.\n\n" + pages.joined(separator: "\n")
  }

  /// What ArgumentParser says about a program.
  private struct Dump: Decodable {
    struct Command: Decodable {
      let commandName: String
      let shouldDisplay: Bool
      let subcommands: [Subcommand]
    }
    struct Subcommand: Decodable {
      let commandName: String
      let shouldDisplay: Bool
    }
    let command: Command
  }

  /// Runs the program on a page of 100 columns.
  static func output(of program: URL, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(["COLUMNS": "100"]) { _, new in new }
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ProgramFailed(arguments: arguments) }
    return String(decoding: output, as: UTF8.self)
  }

  private struct ProgramFailed: Error {
    let arguments: [String]
  }
}
