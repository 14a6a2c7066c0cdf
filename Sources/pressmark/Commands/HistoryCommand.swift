import ArgumentParser
import Catalogs
import Output

struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Shows one file in every export: its status, labels and key, and what changed when.",
    discussion: """
      pressmark history 67b56800b5cb68ffdc57450b
      pressmark history 67b56800b5cb68ffdc57450b --format line
      """)

  @Argument(help: "The file's id.", completion: .values(.fileID))
  var file: String

  @OptionGroup var catalogOptions: CatalogOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    try Failure.reported {
      let catalog = try catalogOptions.open()
      try outputOptions.write(from: catalog) { try catalog.history(of: file) }
    }
  }
}
