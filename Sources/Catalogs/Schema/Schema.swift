import EmbeddedSQL
import SQLite

/// The stored schema and its version.
enum Schema {
  /// The mark of a catalog in the file's header: "PRMK".
  /// See <https://sqlite.org/pragma.html#pragma_application_id>.
  static let applicationID = 1_347_571_019

  /// The version that `schema.sql` makes, as it says itself.
  static let version = number(of: "user_version") ?? 0

  /// How many pages the file suggests to keep in memory, as `schema.sql` says itself.
  static let cacheSize = number(of: "default_cache_size") ?? 0

  /// How many pages of another size take as much memory.
  static func cacheSize(forPagesOf size: Int) -> Int { cacheSize * pageSize / max(size, 512) }

  /// The size of the pages of a new catalog, in bytes. Filling pages of 16 KB was measured 5 to 10 % faster than pages of
  /// 4 KB.
  static let pageSize = 16384

  private static func number(of pragma: String) -> Int? {
    let text = EmbeddedSQL.schema
    let mark = "PRAGMA \(pragma) = "
    guard let place = text.utf8.firstRange(of: mark.utf8) else { return nil }
    return Int(text[place.upperBound...].prefix { "0"..."9" ~= $0 })
  }

  /// Makes sure that the file is a catalog of a version that this program knows. It creates the schema in an empty file
  /// if asked. An older catalog is brought up to date, or, where it is read-only, gets what it lacks as temporary views.
  ///
  /// - Parameter upgrading: is told how far bringing it up to date is.
  /// - Returns: how the file was brought up to date; nil where it was not.
  static func check(
    _ connection: Connection, path: String, access: DatabaseAccess, upgrading: (UpgradeProgress) -> Void = { _ in }
  ) throws -> SchemaUpgrade? {
    // In one transaction: another process may be creating the catalog.
    let found = try connection.inPlainTransaction("DEFERRED") { try SchemaFound(in: "main", on: connection) }
    if found.isEmpty, found.applicationID == 0 {
      guard access == .create else { throw CatalogError.notACatalog(path: path, found: .emptyFile) }
      try create(on: connection)
      return nil
    }
    try found.check(path: path)
    let older = try OlderSchema(found, in: "main", on: connection)
    guard older.differs else { return nil }
    if access == .readOnly {
      try older.makeUp(on: connection)
      return nil
    }
    try Migration.run(on: connection, progress: upgrading)
    return older.version < version ? SchemaUpgrade(from: older.version, takenNames: older.taken) : nil
  }

  private static func create(on connection: Connection) throws {
    // The size can only be set for an empty file.
    try connection.run("PRAGMA page_size = \(pageSize)")
    try connection.inPlainTransaction("IMMEDIATE") {
      // Another process may have created it while this one waited.
      if try connection.rows("PRAGMA application_id") != [[.integer(Int64(applicationID))]] {
        try connection.run(EmbeddedSQL.schema)
      }
    }
  }
}
