import FileNames
import GRDBSQLite

/// What SQLite is to open for a path, see `PathText`.
enum DatabaseName {
  /// - Throws: ``CatalogError`` where this SQLite opens no file of such a name.
  static func of(_ path: String) throws(CatalogError) -> String {
    let name = PathText.databaseName(of: path, hasURIs: sqlite3_compileoption_used("USE_URI") != 0)
    guard let name else { throw .nameNotUTF8(path: path) }
    return name
  }
}
