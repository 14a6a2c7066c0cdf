import ArgumentParser
import Catalog

struct ExportsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exports", abstract: "Lists the exports of the catalog.")

  @OptionGroup var catalogOptions: CatalogOptions
  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    try Failure.reported {
      let catalog = try catalogOptions.open()
      try outputOptions.write(from: catalog) { try catalog.exportListing() }
    }
  }
}
