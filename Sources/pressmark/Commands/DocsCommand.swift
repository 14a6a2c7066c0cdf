import ArgumentParser
import Catalog
import Foundation
import Shell

/// Writes the reference pages from the program itself; `make docs` runs it, and CI compares.
struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs", abstract: "Writes the reference pages.", shouldDisplay: false)

  @Argument(help: "The folder to write them to.")
  var folder = "docs"

  func run() throws {
    try Failure.reported {
      try write("commands.md", Self.commands)
      try write("queries.md", Self.queries)
      try write("shell-commands.md") { ShellReference.markdown }
      let schema = try SchemaPage.current()
      try write("schema.md") { schema.markdown }
      try write("schema.svg") { schema.picture }
    }
  }

  private func write(_ name: String, _ text: () throws -> String) throws {
    try OutputFile.write(try text(), to: folder + "/" + name)
  }

  private static func commands() -> String {
    let pages = Pressmark.configuration.subcommands.filter { $0.configuration.shouldDisplay }.map { command in
      let name = command.configuration.commandName ?? ""
      return "## pressmark \(name)\n\n```\n\(Pressmark.helpMessage(for: command, columns: 100))\n```\n"
    }
    return "# Commands\n\nWritten by `make docs` from the commands' own help.\n\n" + pages.joined(separator: "\n")
  }

  private static func queries() throws -> String {
    let sections = try SavedQueries().all.map { query in
      let parameters = query.parameters.map { parameter in
        let value = parameter.defaultValue.map { " = \($0.description)" } ?? ""
        return "- `:\(parameter.name)\(value)` \(parameter.description)"
      }
      return "## \(query.name)\n\n**\(query.title).** \(query.description)\n\n"
        + (parameters.isEmpty ? "" : parameters.joined(separator: "\n") + "\n\n")
        + "    pressmark run \(query.name)\n"
    }
    return "# Saved queries\n\nWritten by `make docs` from the headers in `queries/`.\n\n"
      + sections.joined(separator: "\n")
  }
}
