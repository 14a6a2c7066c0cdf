import ArgumentParser
import Catalog
import Shell

struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Writes an export back as annotation.json, as a whole or the files that match.",
    discussion: """
      The condition is SQL on the table files, whose name here is f:

      pressmark extract latest --where "f.status = 'a' AND f.file_type = 'image'" --output accepted.json
      """)

  @Argument(help: "The export's name.")
  var name: String

  @Option(name: .customLong("where"), help: ArgumentHelp("An SQL condition on files f.", valueName: "sql"))
  var condition: String?

  @Option(
    name: [.customLong("output"), .customShort("o")],
    help: ArgumentHelp("Writes to this file, which appears only when all is well.", valueName: "file"))
  var output: String?

  @OptionGroup var catalogOptions: CatalogOptions

  func run() throws {
    try Failure.reported {
      let catalog = try catalogOptions.open()
      var count = 0
      try OutputFile.withWriter(to: output, sparing: catalog.databasePaths) { writer in
        count = try catalog.extract(name, where: condition) { bytes in
          bytes.withUnsafeBytes { writer.bytes($0) }
          try writer.check()
        }
      }
      Narration.say("\(count) records")
    }
  }
}
