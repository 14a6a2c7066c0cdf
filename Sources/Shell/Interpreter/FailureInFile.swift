import Interruption
import Output
import SQLite

/// An error of a line in a file that `.read` runs.
struct FailureInFile: Error {
  /// The line of the fault, from 1.
  let line: Int
  /// The file, as it was named.
  let path: String
  /// What went wrong: in a file that reads another one, an error of that.
  let error: any Error

  /// - Parameter path: the file; nil for what was typed in an editor.
  /// - Throws: the error itself where it is not one of a line: the output was closed, or the program was interrupted.
  init(_ error: any Error, line: Int, of path: String?) throws {
    if let failure = error as? OutputFailure, failure == .closed(reader: nil) { throw error }
    guard let path, !(error is Interrupted) else { throw error }
    self.line = Self.line(of: error, in: line)
    self.path = path
    self.error = error
  }

  /// The line of a fault in a statement of several lines.
  ///
  /// - Parameter line: where the statement begins.
  static func line(of error: any Error, in line: Int) -> Int {
    guard let failure = error as? SQLFailure, let offset = failure.offset else { return line }
    return line + failure.sql.utf8.prefix(offset).count { $0 == 0x0A }
  }
}
