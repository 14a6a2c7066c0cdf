import ArgumentParser
import Catalogs
import Output
import SQLite

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a saved query.",
    discussion: """
      "pressmark queries" lists them, "pressmark queries NAME" shows one and its parameters. Where a parameter is an \
      export's name, latest and previous stand for the newest export and the one before.

      pressmark run files-by-status
      pressmark run files-by-status export=2025-06-10 --format csv
      """)

  @Argument(help: "The query's name.", completion: .values(.query))
  var name: String

  @Argument(
    help: ArgumentHelp("Its parameters.", valueName: "parameter=value"), completion: .values(.queryParameter))
  var parameters: [String] = []

  @OptionGroup var catalogOptions: CatalogOptions
  @OptionGroup var queriesOptions: QueriesOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    try Failure.reported {
      let texts = try ParameterArguments.texts(parameters)
      let query = try queriesOptions.load().query(name)
      let given = Dictionary(uniqueKeysWithValues: texts.map { ($0, query.value(of: $0, $1)) })
      let catalog = try catalogOptions.open()
      try catalog.withConnection { connection in
        let values = try query.values(given: given, on: connection)
        try outputOptions.write(sparing: connection.databasePaths) { format, options, writer in
          let runner = QueryRunner(format: format, options: options, parameters: values)
          try runner.run(query.sql, on: connection, to: writer)
        }
      }
    }
  }
}
