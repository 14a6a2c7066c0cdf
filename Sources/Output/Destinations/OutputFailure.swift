/// Why output could not be written.
package enum OutputFailure: Error, Equatable, Sendable {
  /// Nobody reads it any more, as with `| head`.
  case closed
  /// A signal came while it waited for its reader.
  case interrupted
  /// The system's word for it, such as "No space left on device".
  case system(path: String?, errno: Int32)
  /// The file belongs to a database that is open: it is the database, or a journal of it.
  case inUse(path: String, database: String)
}
