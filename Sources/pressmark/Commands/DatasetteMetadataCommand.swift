import ArgumentParser
import Catalogs
import ControlText
import FileNames
import Output
import SystemPackage

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
      let file = FilePath(PathText.shown(catalogOptions.path)).lastComponent
      let name = (file?.extension?.isEmpty == true ? file?.string : file?.stem) ?? ""
      let metadata = DatasetteMetadata(database: name, queries: try queriesOptions.load(warns: true).all)
      let json = try metadata.json
      try OutputFile.withWriter(to: nil, syntax: .json) { writer in json.withUnsafeBytes { writer.bytes($0) } }
    }
  }
}
