import CatalogFunctions
import Foundation
import GRDBSQLite

/// An export as people name it in a comparison: `NAME`, `latest`, `previous`, or `other.db:NAME` in another catalog.
struct ExportAddress {
  var catalogPath: String?
  var name: String

  /// Reads an address. A name that the catalog has is that export, whatever colons it holds; else the part before the
  /// last colon that is a file is another catalog.
  init(_ text: String, known: [String]) {
    name = text
    guard !known.containsBytes(of: text) else { return }
    // Scalar by scalar: a colon that a combining mark follows is a colon.
    let scalars = text.unicodeScalars
    var end = scalars.endIndex
    while let colon = scalars[..<end].lastIndex(of: ":") {
      let path = String(scalars[..<colon])
      if FileManager.default.fileExists(atPath: path) {
        catalogPath = path
        name = String(scalars[scalars.index(after: colon)...])
        return
      }
      end = colon
    }
  }
}

extension DiffSide {
  /// Finds an export, attaching its catalog under a name of ours where it is another file.
  ///
  /// - Throws: ``CatalogError`` where there is no such export or the other file is no catalog of this version.
  static func find(_ text: String, attachedAs schema: String, on connection: Connection) throws -> DiffSide {
    try detach(schema, on: connection)
    let address = ExportAddress(text, known: try names(in: "main", on: connection))
    guard let path = address.catalogPath else {
      return try find(address.name, schema: "main", path: nil, on: connection)
    }
    do {
      _ = try connection.rows("ATTACH DATABASE :path AS \(schema)", parameters: ["path": .text(path)])
      try Schema.check(connection, schema: schema, path: path)
    } catch let failure as SQLFailure where failure.code & 0xFF == SQLITE_NOTADB {
      throw CatalogError.notACatalog(path: path, found: .otherFile)
    }
    return try find(address.name, schema: schema, path: path, on: connection)
  }

  private static func find(
    _ name: String, schema: String, path: String?, on connection: Connection
  ) throws -> DiffSide {
    let offset = name == "latest" ? 0 : name == "previous" ? 1 : nil
    let choice = offset.map { "ORDER BY export_id DESC LIMIT 1 OFFSET \($0)" } ?? "WHERE name = :name"
    let row = try connection.rows(
      "SELECT export_id, name, project_id FROM \(schema).exports \(choice)", parameters: ["name": .text(name)]
    ).first
    guard let row, case .integer(let exportID) = row[0] else {
      throw CatalogError.noExport(name: name, known: try names(in: schema, on: connection))
    }
    if row[2] != .null, row[2].integer == nil {
      throw CatalogError.unexpectedValue(table: "exports", key: exportID, column: "project_id", value: row[2])
    }
    let files = try files(of: exportID, in: schema, on: connection)
    return DiffSide(
      schema: schema, catalogPath: path, exportID: exportID, name: row[1].text ?? row[1].description,
      projectID: row[2].integer, fileCount: files.count, newestDate: files.newestDate)
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

  private static func names(in schema: String, on connection: Connection) throws -> [String] {
    try connection.rows("SELECT name FROM \(schema).exports ORDER BY export_id").map(\.[0].description)
  }

  private static func detach(_ schema: String, on connection: Connection) throws {
    let attached = try connection.rows("SELECT name FROM pragma_database_list")
    if attached.contains([.text(schema)]) { _ = try connection.rows("DETACH DATABASE \(schema)") }
  }
}

extension Schema {
  /// Makes sure that an attached file is a catalog of this version.
  static func check(_ connection: Connection, schema: String, path: String) throws {
    func pragma(_ name: String) throws -> Int64 {
      try connection.rows("PRAGMA \(schema).\(name)").first?.first?.integer ?? 0
    }
    guard try pragma("application_id") == Int64(applicationID) else {
      throw CatalogError.notACatalog(path: path, found: .otherDatabase)
    }
    let found = Int(try pragma("user_version"))
    if found > version { throw CatalogError.newerCatalog(path: path, version: found, supported: version) }
  }
}
