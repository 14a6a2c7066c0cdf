import ArgumentParser

@main
struct Pressmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pressmark",
    abstract: "The catalog of dataset exports: imports them, and answers questions in SQL.",
    version: "0.1.0",
    subcommands: [ImportCommand.self, SQLCommand.self, RunCommand.self, QueriesCommand.self])
}
