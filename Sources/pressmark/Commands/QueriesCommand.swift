import ArgumentParser
import Catalogs
import Output

struct QueriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queries",
    abstract: "Lists the saved queries, or shows one.",
    discussion: """
      pressmark queries
      pressmark queries files-by-status
      """)

  @Argument(help: "The query to show: its description, parameters and SQL.", completion: .values(.query))
  var name: String?

  @OptionGroup var queriesOptions: QueriesOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    if let name { try outputOptions.checkPlain("the query \(name) is shown") }
  }

  func run() throws {
    try Failure.reported {
      let queries = try queriesOptions.load(warns: name == nil)
      let query = try name.map { try queries.query($0) }
      // No catalog is open, but one can be where commands look for it.
      func files() -> [String] { [CatalogOptions.defaultPath] }
      if let query { return try outputOptions.write(OutputMessages.page(of: query), sparing: files) }
      try outputOptions.write(sparing: files) { format, options, writer in
        format.write(queries.listing, options: options, to: writer)
      }
    }
  }
}
