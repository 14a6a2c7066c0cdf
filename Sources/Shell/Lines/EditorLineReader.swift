import Catalogs
import LineEditor
import Output

/// Statements typed into the line editor.
package final class EditorLineReader: LineReader {
  private let editor: LineEditor
  private let usesColor: Bool

  /// - Parameters:
  ///   - historyPath: the file that keeps the history; nil for none.
  ///   - usesColor: whether what is typed is coloured.
  package init(historyPath: String?, usesColor: Bool) {
    self.usesColor = usesColor
    editor = LineEditor(history: History(path: historyPath))
    editor.hooks.isComplete = { text in Self.isComplete(text) }
    if usesColor { editor.hooks.highlight = { text in SyntaxColors.spans(of: text) } }
  }

  /// Lets a shell answer what Tab asks.
  package func complete(with shell: Shell) {
    editor.hooks.complete = { [weak shell] text, cursor in
      Self.result(of: shell?.completion(of: text, at: cursor))
    }
  }

  private static func result(of answer: Completion?) -> CompletionResult {
    guard let answer else { return .none }
    return CompletionResult(
      replaceRange: answer.range,
      candidates: answer.candidates.map { CompletionResult.Candidate($0.text, note: $0.note) })
  }

  package var history: [String] { editor.history.entries }

  package func remember(_ statement: String) { editor.history.add(statement) }

  package func readLine(prompt: String, isContinuation: Bool) throws -> LineInput {
    let style: TextStyle = usesColor ? TextStyle(attributes: .bold) : .plain
    let continuation = String(repeating: " ", count: max(0, prompt.count - 5)) + "...> "
    return Self.input(
      try editor.readLine(
        prompt: StyledText(prompt, style: style), continuationPrompt: StyledText(continuation, style: style)))
  }

  package func readAnswer(prompt: String, completing: @escaping (String, Int) -> Completion?) throws -> LineInput {
    Self.input(
      try editor.readAnswer(prompt: StyledText(prompt, style: .plain)) { Self.result(of: completing($0, $1)) })
  }

  private static func input(_ result: LineEditor.Result) -> LineInput {
    switch result {
    case .text(let text): .line(text)
    case .edit(let text): .edit(text)
    case .interrupted: .interrupted
    case .endOfInput: .end
    }
  }

  /// Whether Enter runs the text: a command, or statements that all have ended.
  ///
  /// `sqlite3_complete` is no help here: it does not know commands, and takes comments alone for incomplete.
  static func isComplete(_ text: String) -> Bool {
    var lines = ShellLines()
    for line in ShellLines.lines(of: text) { _ = lines.feed(line) }
    return !lines.isWaiting
  }

  /// Whether the terminal can be edited on.
  package static var canEdit: Bool { LineEditor.canEdit() }

  /// Where the history is kept: `$XDG_STATE_HOME`, else `~/.local/state`.
  package static var defaultHistoryPath: String? {
    if let state = TerminalTraits.variable("XDG_STATE_HOME") { return "\(state)/pressmark/history" }
    return TerminalTraits.variable("HOME").map { "\($0)/.local/state/pressmark/history" }
  }
}
