import ArgumentParser
import Catalogs
import Output

struct ExportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exports",
    abstract: "Lists the exports of the catalog.",
    discussion: """
      They come in the order of their import. The one whose files have the newest date is also called latest, and the \
      one before it previous, whenever they were imported.
      """)

  @OptionGroup var catalogOptions: CatalogOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    try Failure.reported {
      let catalog = try catalogOptions.open()
      try outputOptions.write(from: catalog) { try catalog.exportListing() }
      for name in try catalog.exportsNamedAsWords() {
        Narration.warn(OutputMessages.text(of: CatalogError.wordIsName(name)))
      }
    }
  }
}
