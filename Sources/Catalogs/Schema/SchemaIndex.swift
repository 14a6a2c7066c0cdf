/// An index of `schema.sql` that came with a later version than its table.
struct SchemaIndex {
  let name: String
  let table: CatalogTable
  /// The version that it came with.
  let since: Int

  /// The statement that makes it.
  var sql: String { DeclaredSchema.indexes[name] ?? "" }

  /// Those that older catalogs lack, in the order of `schema.sql`.
  static let later = [
    "files_by_export", "files_by_status", "files_by_author", "files_by_validator", "files_by_upload_date",
  ].map { SchemaIndex(name: $0, table: .files, since: 4) }
}
