import Foundation

/// An export as people name it in a comparison: `NAME`, `latest`, `previous`, or `other.db:NAME` in another catalog.
struct ExportAddress: Equatable {
  var catalogPath: String?
  var name: String

  /// Reads an address: the part before the last colon that is a file is another catalog.
  init(_ text: String) {
    name = text
    var end = text.endIndex
    while let colon = text[..<end].lastIndex(of: ":") {
      let path = String(text[..<colon])
      if FileManager.default.fileExists(atPath: path) {
        catalogPath = path
        name = String(text[text.index(after: colon)...])
        return
      }
      end = colon
    }
  }
}

extension DiffSide {
  /// Finds an export, attaching its catalog under a name of ours where it is another file.
  ///
  /// A name that the catalog has is that export, whatever colons it holds.
  ///
  /// - Throws: ``CatalogError`` where there is no such export or the other file is no catalog of this version.
  static func find(_ text: String, attachedAs schema: String, on connection: Connection) throws -> DiffSide {
    try connection.detach(schema)
    let isName = try connection.literalExport(named: text) != nil
    let address = ExportAddress(text)
    guard !isName, let path = address.catalogPath else {
      return try find(text, schema: "main", path: nil, on: connection)
    }
    try connection.attach(path, as: schema)
    try SchemaFound(in: schema, on: connection).check(path: path)
    return try find(address.name, schema: schema, path: path, on: connection)
  }

  private static func find(
    _ name: String, schema: String, path: String?, on connection: Connection
  ) throws -> DiffSide {
    let export = try connection.export(named: name, in: schema)
    let files = try connection.rows(
      "SELECT count(*) FROM \(schema).files WHERE export_id = :id", parameters: ["id": .integer(export.exportID)])
    return DiffSide(
      schema: schema, catalogPath: path, exportID: export.exportID, name: export.name,
      projectID: export.projectID.map { Int64($0) }, fileCount: Int(files[0][0].integer ?? 0))
  }
}
