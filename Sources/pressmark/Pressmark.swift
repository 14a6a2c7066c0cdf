import ArgumentParser
import Catalog
import Shell

@main
struct Pressmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pressmark",
    abstract: "The catalog of dataset exports: imports them, and answers questions in SQL.",
    version: Version.text,
    subcommands: [
      ImportCommand.self, ExportsCommand.self, ForgetCommand.self, SetProjectCommand.self, SQLCommand.self,
      QueriesCommand.self, RunCommand.self, ReplCommand.self, ExtractCommand.self, DiffCommand.self,
      HistoryCommand.self, DumpCommand.self, ExtensionCommand.self, DatasetteMetadataCommand.self, DocsCommand.self,
    ])

  /// Alone on a terminal it's the shell.
  func run() throws {
    guard Terminal.isTerminal(0), Terminal.isTerminal(1) else { throw CleanExit.helpRequest(self) }
    try ReplCommand.parse([]).run()
  }
}
