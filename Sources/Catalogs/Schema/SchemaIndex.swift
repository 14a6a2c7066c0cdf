import SQLite

/// An index of `schema.sql` that came with a later version than its table.
struct SchemaIndex {
  let name: String
  let table: CatalogTable
  /// The version that it came with.
  let since: Int

  /// The statement that made it before, where it has other columns since; those of earlier versions are replaced.
  var formerly: String?

  /// The statement that makes it.
  var sql: String { DeclaredSchema.indexes[name] ?? "" }

  /// Those that older catalogs lack, in the order of `schema.sql`.
  static let later = [
    SchemaIndex(name: "files_by_export", table: .files, since: 4),
    SchemaIndex(name: "files_by_status", table: .files, since: 4),
    SchemaIndex(
      name: "files_by_author", table: .files, since: 5,
      formerly: "CREATE INDEX files_by_author ON files (export_id, author_name, status, file_type)"),
    SchemaIndex(name: "files_by_validator", table: .files, since: 4),
    SchemaIndex(name: "files_by_upload_date", table: .files, since: 4),
  ]

  /// What a catalog has of an index's name.
  enum State {
    /// The index as it is today, or as it was.
    case current, former
    /// Something else, which is somebody's.
    case other
  }

  /// What a catalog that has its name has under it.
  func state(in schema: String, on connection: Connection) throws -> State {
    func isOfName(_ index: TableShape.Index) -> Bool { index.name == name }
    guard let found = try TableShape(named: table.name, in: schema, on: connection)?.indexes.first(where: isOfName)
    else { return .other }
    if found == table.declared.indexes.first(where: isOfName) { return .current }
    return formerly.map { found.statement == StatementWords($0) } ?? false ? .former : .other
  }
}
