/// Why a text could not be read.
package enum LineEditorError: Error, Equatable, Sendable {
  /// The input is no terminal.
  case notATerminal(descriptor: Int32)
  /// A call of the system failed, with its `errno`.
  case system(call: String, code: Int32)
}
