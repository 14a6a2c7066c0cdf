import SQLFunctions
import SQLite

/// The SQL functions that every catalog's connection has: those of the loadable extension, and those that only
/// Pressmark's own statements use.
enum CatalogFunctions {
  /// - Throws: ``SQLFailure``.
  static func register(on connection: Connection) throws {
    try connection.addPublicFunctions()
    try connection.addFunction("canonical_json", argumentCount: 2) { arguments in
      CanonicalJSON.function(arguments[0], arguments[1])
    }
  }
}
