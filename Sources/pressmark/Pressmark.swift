import ArgumentParser
import Catalog

@main
struct Pressmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pressmark",
    abstract: "The catalog of dataset exports: imports them, and answers questions in SQL.",
    version: Version.text,
    subcommands: [
      ImportCommand.self, ExportsCommand.self, ForgetCommand.self, SetProjectCommand.self, SQLCommand.self,
      QueriesCommand.self, RunCommand.self, ExtractCommand.self, DiffCommand.self, HistoryCommand.self,
      DumpCommand.self, ExtensionCommand.self, DatasetteMetadataCommand.self, DocsCommand.self,
    ])
}
