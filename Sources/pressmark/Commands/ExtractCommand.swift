import ArgumentParser
import Catalogs
import ControlText
import Output

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Writes an export back as annotation.json, as a whole or the files that match.",
    discussion: """
      The condition is one SQL expression on the table files, whose name here is f. Files for which it is true are \
      written, those for which it is false or NULL are not:

      pressmark extract latest --where "f.status = 'a' AND f.file_type = 'image'" --output accepted.json
      pressmark extract latest --where "f.author_name = :who" --param who="O'Brien" --output obrien.json
      """)

  @Argument(help: "The export's name.", completion: .values(.export))
  var name: String

  @Option(name: .customLong("where"), help: ArgumentHelp("An SQL expression on files f.", valueName: "sql"))
  var condition: String?

  @Option(
    name: [.customLong("param"), .customShort("p")],
    help: ArgumentHelp("A value for a parameter of the condition; may be repeated.", valueName: "name=value"),
    completion: .values(.sqlParameter))
  var parameters: [String] = []

  @OptionGroup var destination: DestinationOptions
  @OptionGroup var catalogOptions: CatalogOptions

  func run() throws {
    try Failure.reported {
      let values = try ParameterArguments.values(parameters)
      let catalog = try catalogOptions.open()
      var count = 0
      try OutputFile.withWriter(to: destination.path, syntax: .json, sparing: catalog.databasePaths) { writer in
        count = try catalog.extract(name, where: condition, parameters: values) { bytes in
          bytes.withUnsafeBytes { writer.bytes($0) }
          try writer.check()
        }
      }
      Narration.say("\(count) records")
      if let path = destination.path, let format = try destination.format(), format.name != "json" {
        Narration.warn(OutputMessages.otherFormat(path, says: format.name, is: "json"))
      }
    }
  }
}
