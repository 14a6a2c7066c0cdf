/// Why a text could not be read.
package enum LineEditorError: Error, Equatable, Sendable {
  /// The input is not a terminal.
  case notATerminal(descriptor: Int32)
  /// A system call failed, with its `errno`.
  case system(call: String, code: Int32)
}
