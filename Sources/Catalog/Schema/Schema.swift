import EmbeddedSQL
import GRDB

/// The stored schema and its version.
enum Schema {
  /// The mark of a catalog in the file's header: "PRMK".
  /// See <https://sqlite.org/pragma.html#pragma_application_id>.
  static let applicationID = 1_347_571_019

  /// The version that `schema.sql` makes.
  static let version = 1

  /// Makes sure that the file is a catalog of this version, creating the schema in an empty one if asked.
  static func check(_ db: Database, path: String, mayCreate: Bool) throws {
    var applicationID = 0
    var isEmpty = false
    // Both at one moment, for another process may be making the catalog.
    try db.inTransaction(.deferred) {
      applicationID = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") == 0
      return .commit
    }
    if applicationID == Self.applicationID {
      let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
      if version > Self.version {
        throw CatalogError.newerCatalog(path: path, version: version, supported: Self.version)
      }
      return
    }
    guard applicationID == 0, isEmpty else { throw CatalogError.notACatalog(path: path, found: .otherDatabase) }
    guard mayCreate else { throw CatalogError.notACatalog(path: path, found: .emptyFile) }
    try create(db)
  }

  private static func create(_ db: Database) throws {
    // Pages of 16 KB: measured 5 to 10 % faster to fill than the default's 4 KB. It only takes effect on an empty file.
    try db.execute(sql: "PRAGMA page_size = 16384")
    try db.inTransaction(.immediate) {
      // Another process may have created it while we waited.
      if try Int.fetchOne(db, sql: "PRAGMA application_id") != applicationID {
        try db.execute(sql: EmbeddedSQL.schema)
      }
      return .commit
    }
  }
}
