import ArgumentParser
import Catalog
import Shell

@main
struct Pressmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pressmark",
    abstract: "The catalog of dataset exports: imports them, and answers questions in SQL.",
    discussion: "Without a command, on a terminal, it is the shell: pressmark, or pressmark -c catalog.db.",
    version: Version.text,
    subcommands: [
      ImportCommand.self, ExportsCommand.self, RenameCommand.self, ForgetCommand.self, SetProjectCommand.self,
      SQLCommand.self, QueriesCommand.self, RunCommand.self, ReplCommand.self, ExtractCommand.self, DiffCommand.self,
      HistoryCommand.self, DumpCommand.self, ExtensionCommand.self, DatasetteMetadataCommand.self, DocsCommand.self,
    ])

  /// Without a command it's the shell, on a terminal: alone, or with nothing but the shell's options.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let isShell =
      Terminal.isTerminal(0) && Terminal.isTerminal(1) && arguments.first?.hasPrefix("-") ?? true
      && (try? ReplCommand.parse(arguments)) != nil
    run(isShell ? ["repl"] + arguments : arguments)
  }

  /// Parses and runs, as ArgumentParser's own `main` does. It echoes what was typed, so its words pass the same gate as
  /// all others.
  private static func run(_ arguments: [String]) -> Never {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      exit()
    } catch {
      let code = exitCode(for: error)
      // Neither the parser's nor one that a command has reported.
      if code == .failure, !(error is ExitCode) {
        Failure.say(error)
        exit(withError: ExitCode(Failure.code(of: error)))
      }
      let text = fullMessage(for: error)
      guard code == .success, !text.isEmpty else {
        if !text.isEmpty { Narration.say(text) }
        exit(withError: code)
      }
      do {
        try Failure.reported { try OutputFile.withWriter(to: nil) { $0.text(text + "\n") } }
      } catch {
        exit(withError: error)
      }
      exit()
    }
  }
}
