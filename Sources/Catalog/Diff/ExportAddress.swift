import FileNames
import GRDB

/// An export as people name it in a comparison: `NAME`, `latest`, `previous`, or `other.db:NAME` in another catalog.
struct ExportAddress: Equatable {
  var catalogPath: String?
  var name: String

  /// Reads an address. A name that the catalog has is that export, whatever colons it holds; else the part before the
  /// last colon that is a file is another catalog.
  init(_ text: String, known: Set<String>) {
    name = text
    guard !known.contains(text) else { return }
    var end = text.endIndex
    while let colon = text[..<end].lastIndex(of: ":") {
      let path = String(text[..<colon])
      if (try? FileKind(of: path)) != nil {
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
  /// - Throws: ``CatalogError`` where there is no such export or the other file is no catalog of this version.
  static func find(_ text: String, attachedAs schema: String, on db: Database) throws -> DiffSide {
    try detach(schema, on: db)
    let address = ExportAddress(text, known: Set(try String.fetchAll(db, sql: "SELECT name FROM main.exports")))
    guard let path = address.catalogPath else { return try find(address.name, schema: "main", path: nil, on: db) }
    do {
      try db.execute(sql: "ATTACH DATABASE ? AS \(schema)", arguments: [try DatabaseName.of(path)])
      try Schema.check(db, schema: schema, path: path)
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw CatalogError.notACatalog(path: path, found: .otherFile)
    }
    return try find(address.name, schema: schema, path: path, on: db)
  }

  private static func find(_ name: String, schema: String, path: String?, on db: Database) throws -> DiffSide {
    let offset = name == "latest" ? 0 : name == "previous" ? 1 : nil
    let choice = offset.map { "ORDER BY export_id DESC LIMIT 1 OFFSET \($0)" } ?? "WHERE name = ?"
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT export_id, name, project_id,
          (SELECT count(*) FROM \(schema).files f WHERE f.export_id = e.export_id)
        FROM \(schema).exports e \(choice)
        """,
      arguments: offset == nil ? [name] : [])
    guard let row else {
      throw CatalogError.noExport(
        name: name, known: try String.fetchAll(db, sql: "SELECT name FROM \(schema).exports ORDER BY export_id"))
    }
    return DiffSide(
      schema: schema, catalogPath: path, exportID: row[0], name: row[1], projectID: row[2], fileCount: row[3])
  }

  private static func detach(_ schema: String, on db: Database) throws {
    let attached = try String.fetchAll(db, sql: "SELECT name FROM pragma_database_list")
    if attached.contains(schema) { try db.execute(sql: "DETACH DATABASE \(schema)") }
  }
}

extension Schema {
  /// Makes sure that an attached file is a catalog of this version.
  static func check(_ db: Database, schema: String, path: String) throws {
    guard try Int.fetchOne(db, sql: "PRAGMA \(schema).application_id") == applicationID else {
      throw CatalogError.notACatalog(path: path, found: .otherDatabase)
    }
    let found = try Int.fetchOne(db, sql: "PRAGMA \(schema).user_version") ?? 0
    if found > version { throw CatalogError.newerCatalog(path: path, version: found, supported: version) }
  }
}
