/// What the editor asks about the text, whose language it does not know. All are called on the thread that reads.
package struct Hooks {
  /// The styles to draw a text in. Called whenever the text has changed, so it should take well under a millisecond.
  package var highlight: (_ text: String) -> [StyledSpan]

  /// Whether Enter submits the text; otherwise it begins a new line.
  package var isComplete: (_ text: String) -> Bool

  /// The candidates for Tab, for a cursor given in bytes of UTF-8 from the start of the text.
  package var complete: (_ text: String, _ cursor: Int) -> CompletionResult

  package init(
    highlight: @escaping (_ text: String) -> [StyledSpan] = { _ in [] },
    isComplete: @escaping (_ text: String) -> Bool = { _ in true },
    complete: @escaping (_ text: String, _ cursor: Int) -> CompletionResult = { _, _ in .none }
  ) {
    self.highlight = highlight
    self.isComplete = isComplete
    self.complete = complete
  }
}
