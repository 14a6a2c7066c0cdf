import FileNames
import Files
import SQLite

/// An export as people name it in a comparison: `NAME`, `latest`, `previous`, or `other.db:NAME` in another catalog.
struct ExportAddress {
  var catalogPath: String?
  var name: String

  /// Reads an address: the part before the last colon that is a file is another catalog.
  init(_ text: String) {
    name = text
    // Scalar by scalar: a colon that a combining mark follows is a colon.
    let scalars = text.unicodeScalars
    var end = scalars.endIndex
    while let colon = scalars[..<end].lastIndex(of: ":") {
      let path = String(scalars[..<colon])
      if (try? FileStatus(of: path)) != nil {
        catalogPath = path
        name = String(scalars[scalars.index(after: colon)...])
        return
      }
      end = colon
    }
  }
}

extension ExportAddress {
  /// What looks like the path of a catalog before a colon, but is no file.
  fileprivate var missingCatalog: String? {
    let scalars = name.unicodeScalars
    guard catalogPath == nil, let colon = scalars.lastIndex(of: ":") else { return nil }
    let path = String(scalars[..<colon])
    return path.utf8.contains(0x2F) || path.hasSuffix(".db") || path.hasSuffix(".sqlite") ? path : nil
  }
}

extension ComparisonSide {
  /// Finds an export, and attaches its catalog where that is another file.
  ///
  /// An export of exactly this name comes first, even if the name has a colon in it.
  ///
  /// - Throws: ``CatalogError`` where there is no such export or the other file is no catalog of this version.
  static func find(_ text: String, attachedAs schema: Schema, on connection: Connection) throws -> ComparisonSide {
    try connection.detach(schema.rawValue)
    let isName = try connection.literalExport(named: text) != nil
    let address = ExportAddress(text)
    guard !isName, let path = address.catalogPath else {
      if !isName, let missing = address.missingCatalog { throw DatabaseFault.missing(path: missing) }
      return try find(text, schema: "main", path: nil, on: connection)
    }
    let schema = schema.rawValue
    try connection.attach(path, as: schema)
    try SchemaFound(in: schema, on: connection).check(path: path)
    _ = try CatalogShape.checked(schema, path: path, on: connection)
    return try find(address.name, schema: schema, path: path, on: connection)
  }

  private static func find(
    _ name: String, schema: String, path: String?, on connection: Connection
  ) throws -> ComparisonSide {
    let export = try connection.export(named: name, in: schema)
    let files = try files(of: export.exportID, in: schema, on: connection)
    return ComparisonSide(
      schema: schema, catalogPath: path, exportID: export.exportID, name: export.name,
      projectID: export.projectID.map { Int64($0) }, fileCount: files.count,
      newestDate: export.newestDate ?? files.newestDate)
  }

  /// How many files an export has, and the newest date in them: `YYYY-MM-DD HH:MM`, nil where there is none.
  private static func files(
    of exportID: Int64, in schema: String, on connection: Connection
  ) throws -> (count: Int, newestDate: String?) {
    let row = try connection.rows(
      """
      SELECT count(*), max(max(upload_date, coalesce(update_date, ''))) FROM \(schema).files WHERE export_id = :export
      """, parameters: ["export": .integer(exportID)]
    ).first
    guard let row else { return (0, nil) }
    let date = row[1].text.flatMap { $0.isEmpty ? nil : $0 }
    return (Int(row[0].integer ?? 0), date)
  }
}
