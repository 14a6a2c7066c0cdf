import FileNames
import Output

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The user's own editor.
enum EditorProgram {
  /// The command, from `$VISUAL` or `$EDITOR`.
  static var command: String { TerminalTraits.variable("VISUAL") ?? TerminalTraits.variable("EDITOR") ?? "vi" }

  /// Edits a file, and waits until the editor is left.
  ///
  /// - Parameters:
  ///   - command: as `$EDITOR` has it, words for a shell.
  ///   - path: the file, as ``PathText`` has it.
  /// - Returns: whether the editor ended well.
  /// - Throws: ``ShellError`` where no shell can be started.
  static func run(_ command: String, on path: String) throws(ShellError) -> Bool {
    // Ctrl-C and Ctrl-backslash are the editor's while it runs.
    let heard = [SIGINT, SIGQUIT].map { IgnoredSignal($0) }
    defer { for signal in heard { signal.restore() } }
    return try ChildProgram(command, path: path, input: .inherited).wait().isSuccess
  }
}
