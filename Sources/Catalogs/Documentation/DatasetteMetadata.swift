import EmbeddedSQL
import SQLite

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The description of a catalog for Datasette: texts, labels, facets, units, and the saved queries.
/// See <https://docs.datasette.io/en/stable/metadata.html>.
///
/// It is written as JSON, which Datasette also reads under the name `metadata.yaml`.
package struct DatasetteMetadata: Encodable {
  struct Database: Encodable {
    var description: String
    var queries: [String: CannedQuery]
    var tables: [String: Table]
  }

  struct Table: Encodable {
    var description: String
    var columns: [String: String]?
    var facets: [String]?
    var labelColumn: String?
    var units: [String: String]?
    var hidden: Bool?
  }

  let title = "Pressmark catalog"
  let description = "Exports of a data collection project: files, their labels, their duplicates."
  let databases: [String: Database]

  /// Describes a catalog.
  ///
  /// - Parameters:
  ///   - database: the name that Datasette gives it: the file's name without its extension.
  ///   - queries: the saved queries to offer.
  package init(database: String, queries: [SavedQuery]) {
    let tables = SchemaText.current.entries.map { entry in
      let table = Table(
        description: entry.description, columns: entry.columns.filter { !$0.value.isEmpty }.ifAny,
        facets: Self.facets[entry.name], labelColumn: Self.labels[entry.name], units: Self.units[entry.name])
      return (entry.name, table)
    }
    let compiler = QueryCompiler()
    let canned = queries.map { ($0.name, CannedQuery($0, compiler: compiler)) }
    databases = [
      database: Database(
        description: "One SQLite file: see the views annotations and objects first.",
        queries: Dictionary(canned) { first, _ in first }, tables: Dictionary(tables) { first, _ in first })
    ]
  }

  private static let facets = [
    "files": ["status", "file_type", "author_name"], "attributes": ["export_id", "level_order", "payload_type"],
    "annotations": ["export", "status"], "objects": ["export", "status", "file_type"], "media": ["extension"],
  ]
  private static let labels = ["exports": "name", "files": "file_name", "attributes": "name", "media": "name"]
  private static let units = ["exports": ["byte_count": "byte"], "media": ["byte_count": "byte"]]

  /// The document: JSON in UTF-8.
  package var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .custom { path in
        // Names of tables, columns and queries are keys too, and stay unchanged.
        path.last.map { $0.stringValue == "labelColumn" ? Key("label_column") : Key($0.stringValue) } ?? Key("")
      }
      return Array(try encoder.encode(self)) + Array("\n".utf8)
    }
  }

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

extension Dictionary {
  fileprivate var ifAny: Self? { isEmpty ? nil : self }
}
