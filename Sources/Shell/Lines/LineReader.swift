/// Where the shell's lines come from: a line editor, a script, a test.
package protocol LineReader: AnyObject {
  /// Reads the next line, or several at once.
  ///
  /// - Parameters:
  ///   - prompt: what to show before it, where there's a terminal.
  ///   - isContinuation: whether a statement waits for its end.
  func readLine(prompt: String, isContinuation: Bool) throws -> LineInput
  /// Reads a short answer.
  ///
  /// - Parameters:
  ///   - prompt: what to show before it, where there's a terminal.
  ///   - completing: answers what Tab asks, for a text and a cursor in bytes.
  func readAnswer(prompt: String, completing: @escaping (String, Int) -> Completion?) throws -> LineInput
  /// The statements that were typed, the oldest first; empty where they are not kept.
  var history: [String] { get }
  /// Keeps a statement.
  func remember(_ statement: String)
}

extension LineReader {
  package var history: [String] { [] }
  package func remember(_ statement: String) {}
  package func readAnswer(prompt: String, completing: @escaping (String, Int) -> Completion?) throws -> LineInput {
    try readLine(prompt: prompt, isContinuation: false)
  }
}

/// What a ``LineReader`` has read.
package enum LineInput: Equatable, Sendable {
  /// Without its line end.
  case line(String)
  /// The text is to be edited in the user's editor, and then run.
  case edit(String)
  /// Ctrl-C: what was typed is dropped.
  case interrupted
  /// Ctrl-D, or the end of the script.
  case end
}

/// Lines of a text in memory.
package final class TextLineReader: LineReader {
  private var lines: ArraySlice<String>

  package init(_ text: String) {
    lines = ShellLines.lines(of: text)[...]
    if lines.last?.isEmpty == true { lines = lines.dropLast() }
  }

  package func readLine(prompt: String, isContinuation: Bool) -> LineInput {
    lines.popFirst().map { .line($0) } ?? .end
  }
}
