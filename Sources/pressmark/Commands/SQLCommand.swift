import ArgumentParser
import Catalogs
import Output
import SQLite

struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Runs SQL, read-only.",
    discussion: """
      Several statements run one after the other. Of parameters named :export, :old and :new, the values latest and \
      previous stand for the newest export and the one before.

      pressmark sql "SELECT status, count(*) FROM files GROUP BY 1"
      pressmark sql "SELECT * FROM objects WHERE file_id = :id" --param id=64f0c0ffee0000000000abcd
      pressmark sql --format csv --output labels.csv < labels.sql
      """)

  @Argument(help: "The statements; - or nothing: standard input.")
  var query: String?

  @Option(
    name: [.customLong("param"), .customShort("p")],
    help: ArgumentHelp("A parameter's value; may be repeated.", valueName: "name=value"),
    completion: .values(.sqlParameter))
  var parameters: [String] = []

  @OptionGroup var catalogOptions: CatalogOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    try Failure.reported {
      let values = try ParameterArguments.values(parameters)
      let catalog = try catalogOptions.open()
      let text = try query.flatMap { $0 == "-" ? nil : $0 } ?? StandardInput.text()
      try catalog.withConnection { connection in
        try outputOptions.write(sparing: connection.databasePaths) { format, options, writer in
          let parameters = try values.resolvingExports(on: connection)
          let runner = QueryRunner(format: format, options: options, parameters: parameters)
          if let unused = runner.unusedParameters(in: text, on: connection).first {
            throw ValidationError("no statement has a parameter :\(unused)")
          }
          try runner.run(text, on: connection, to: writer)
        }
      }
    }
  }
}
