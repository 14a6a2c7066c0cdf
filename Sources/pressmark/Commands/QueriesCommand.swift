import ArgumentParser
import Catalogs
import Output
import SQLDialects

struct QueriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queries",
    abstract: "Lists the saved queries, or shows one.",
    discussion: """
      pressmark queries
      pressmark queries files-by-status
      pressmark queries files-by-status --dialect duckdb
      """)

  @Argument(help: "The query to show: its description, parameters and SQL.", completion: .values(.query))
  var name: String?

  @Option(
    help: ArgumentHelp("Only its SQL, as another engine takes it.", valueName: "name"),
    completion: .words(SQLDialect.choices))
  var dialect: Choice<SQLDialect>?

  @OptionGroup var queriesOptions: QueriesOptions
  @OptionGroup var outputOptions: OutputOptions

  func validate() throws {
    if try dialect?.value(of: "--dialect") != nil, name == nil {
      throw ValidationError("--dialect goes with the name of a query")
    }
    if let name { try outputOptions.checkPlain("the query \(name) is shown") }
  }

  func run() throws {
    try Failure.reported {
      let queries = try queriesOptions.load(warns: name == nil)
      let query = try name.map { try queries.query($0) }
      // No catalog is open, but one can be where commands look for it.
      func files() -> [String] { [CatalogOptions.defaultPath] }
      if let query, let dialect = try dialect?.value(of: "--dialect") {
        return try outputOptions.write(query.text(in: dialect), sparing: files)
      }
      if let query { return try outputOptions.write(OutputMessages.page(of: query), sparing: files) }
      try outputOptions.write(sparing: files) { format, options, writer in
        format.write(queries.listing, options: options, to: writer)
      }
    }
  }
}
