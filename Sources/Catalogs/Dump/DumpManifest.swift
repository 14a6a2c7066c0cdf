#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What `manifest.json` says about a dump.
struct DumpManifest: Encodable {
  struct File: Encodable {
    var file: String
    var rows: Int
    var bytes: Int
    var table: DumpTable
    /// The same rows as JSON Lines, where a script loads these.
    var lines: String?
  }

  var kind = "pressmark-dump"
  var version = 1
  var toolVersion = Version.text
  var export: String
  var format: String
  var null: String
  var tables: [File]

  init(export: String, format: DumpFormat, tables: [File]) {
    self.export = export
    self.format = format.rawValue
    null = format == .csv ? "an empty field without quotes" : "null"
    self.tables = tables
  }

  var json: [UInt8] {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      return Array(try encoder.encode(self)) + Array("\n".utf8)
    }
  }
}
