import ArgumentParser
import Catalogs
import Output
import SQLite

struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Runs SQL, read-only.",
    discussion: """
      Several statements run one after the other. The parameters :export, :new and :latest are the newest export, :old \
      and :previous the one before it, where no value is given; as values of :export, :old and :new the words latest and \
      previous mean the same. The views latest_files, latest_annotations and latest_objects show the newest export alone, \
      while files, annotations and objects have the files of every export.

      pressmark sql "SELECT status, count(*) FROM latest_files GROUP BY 1"
      pressmark sql "SELECT count(*) FROM annotations WHERE export = :old AND name = 'bus'"
      pressmark sql "SELECT * FROM latest_objects WHERE file_id = :id" --param id=64f0c0ffee0000000000abcd
      pressmark sql "SELECT storage_key FROM latest_objects WHERE status = 'a'" --format list
      pressmark sql --output labels.csv < labels.sql
      pressmark sql --with preds=preds.csv "SELECT status, avg(score) FROM preds JOIN latest_files USING (file_id) GROUP BY 1"
      """)

  @Argument(help: "The statements; - or nothing: standard input.")
  var query: String?

  @Option(
    name: [.customLong("param"), .customShort("p")],
    help: ArgumentHelp("A parameter's value; may be repeated.", valueName: "name=value"),
    completion: .values(.sqlParameter))
  var parameters: [String] = []

  @OptionGroup var withOptions: WithOptions
  @OptionGroup var catalogOptions: CatalogOptions
  @OptionGroup var outputOptions: OutputOptions
  @OptionGroup var chartOptions: ChartOptions

  func validate() throws { try chartOptions.check(formatName: outputOptions.formatName) }

  func run() throws {
    try Failure.reported {
      if let query, let misplaced = MisplacedStatement(statement: query, queries: try? SavedQueries()) {
        throw UsageFault.misplaced(misplaced)
      }
      let values = try ParameterArguments.values(parameters)
      let catalog = try catalogOptions.open()
      if withOptions.readsStandardInput, query ?? "-" == "-" {
        throw ValidationError("standard input can't be both a table and the statements")
      }
      let text = try query.flatMap { $0 == "-" ? nil : $0 } ?? StandardInput.text()
      try catalog.withConnection { connection in
        try withOptions.importTables(on: connection)
        try outputOptions.write(sparing: connection.databasePaths) { format, options, writer in
          let parameters = try values.resolvingExports(on: connection)
          var runner = QueryRunner(format: format, options: options, parameters: parameters)
          try chartOptions.apply(to: &runner)
          if let known = QueryRunner.parameterNames(in: text, on: connection),
            let unused = parameters.keys.sorted().first(where: { !known.contains($0) })
          {
            throw UsageFault.noParameter(unused, known: known.sorted())
          }
          try runner.run(text, on: connection, to: writer)
        }
      }
    }
  }
}
