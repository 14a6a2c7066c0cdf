/// What a database is opened for.
public enum DatabaseAccess: Sendable {
  /// Queries only: nothing can be written, and a missing file is an error.
  case readOnly
  /// Changes to a database that exists.
  case readWrite
  /// Changes; a missing or empty file becomes a database.
  case create
}
