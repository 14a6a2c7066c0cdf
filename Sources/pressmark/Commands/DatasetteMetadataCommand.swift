import ArgumentParser
import Catalog
import FileNames
import Foundation

struct DatasetteMetadataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "datasette-metadata",
    abstract: "Prints metadata for Datasette: descriptions, facets, and the saved queries.",
    discussion: """
      pressmark datasette-metadata > metadata.yaml
      datasette catalog.db -m metadata.yaml
      """)

  @OptionGroup var catalogOptions: CatalogOptions
  @OptionGroup var queriesOptions: QueriesOptions

  func run() throws {
    try Failure.reported {
      let name = URL(filePath: PathText.shown(catalogOptions.path)).deletingPathExtension().lastPathComponent
      let metadata = DatasetteMetadata(database: name, queries: try queriesOptions.load().all)
      try FileHandle.standardOutput.write(contentsOf: metadata.json)
    }
  }
}
