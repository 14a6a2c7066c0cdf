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

  @Argument(help: "The query's name; \"pressmark queries\" lists them.", completion: .values(.query))
  var name: String

  @Argument(
    help: ArgumentHelp("Its parameters.", valueName: "parameter=value"), completion: .values(.queryParameter))
  var parameters: [String] = []

  @OptionGroup var withOptions: WithOptions
  @OptionGroup var catalogOptions: CatalogOptions
  @OptionGroup var queriesOptions: QueriesOptions
  @OptionGroup var outputOptions: OutputOptions
  @OptionGroup var chartOptions: ChartOptions

  func validate() throws { try chartOptions.check(formatName: outputOptions.formatName) }

  func run() throws {
    try Failure.reported {
      if let misplaced = MisplacedStatement(query: name) { throw UsageFault.misplaced(misplaced) }
      let texts = try ParameterArguments.texts(parameters)
      let query = try queriesOptions.load().query(name)
      let given = Dictionary(uniqueKeysWithValues: texts.map { ($0, query.value(of: $0, $1)) })
      let catalog = try catalogOptions.open()
      try catalog.withConnection { connection in
        try withOptions.importTables(on: connection)
        let values = try query.values(given: given, on: connection)
        try outputOptions.write(sparing: connection.databasePaths) { format, options, writer in
          var runner = QueryRunner(format: format, options: options, parameters: values)
          try chartOptions.apply(to: &runner, header: query.chart)
          try runner.run(query.sql, on: connection, to: writer)
        }
      }
    }
  }
}
