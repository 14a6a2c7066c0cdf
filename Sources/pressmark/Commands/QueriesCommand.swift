import ArgumentParser
import Catalog
import Shell

struct QueriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queries",
    abstract: "Lists the saved queries, or shows one.",
    discussion: """
      pressmark queries
      pressmark queries files-by-status
      """)

  @Argument(help: "The query to show: its description, parameters and SQL.")
  var name: String?

  @OptionGroup var queriesOptions: QueriesOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    try Failure.reported {
      let queries = try queriesOptions.load(warns: name == nil)
      guard let name else { return try outputOptions.write(queries.listing) }
      let query = try queries.query(name)
      try outputOptions.write(Messages.page(of: query))
    }
  }
}
