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
      ImportCommand.self, ExportsCommand.self, ForgetCommand.self, SetProjectCommand.self, SQLCommand.self,
      QueriesCommand.self, RunCommand.self, ReplCommand.self, ExtractCommand.self, DiffCommand.self,
      HistoryCommand.self, DumpCommand.self, ExtensionCommand.self, DatasetteMetadataCommand.self, DocsCommand.self,
    ])

  /// Without a command it's the shell, on a terminal: alone, or with nothing but the shell's options.
  static func main() {
    Arguments.keepClosedStandardInput()
    let arguments: [String]
    do {
      arguments = try Arguments.read()
    } catch {
      exit(withError: error)
    }
    let isShell =
      Terminal.isTerminal(0) && Terminal.isTerminal(1) && arguments.first?.hasPrefix("-") ?? true
      && (try? ReplCommand.parse(arguments)) != nil
    main(isShell ? ["repl"] + arguments : arguments)
  }
}
