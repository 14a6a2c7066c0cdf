/// Why output could not be written.
package enum OutputFailure: Error, Equatable, Sendable {
  /// The reader has gone, as with `| head`: that of standard output, where no other is named. A pager, a command or a
  /// pipe that results went to is the end of those results only.
  case closed(reader: String?)
  /// A signal came while writing waited for the reader.
  case interrupted
  /// An error of the system, such as "No space left on device".
  case system(path: String?, errno: Int32)
  /// The file is an open database, or a journal of one.
  case inUse(path: String, database: String)
}
