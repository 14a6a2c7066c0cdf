import ControlText

/// The candidates for completing a part of the text.
package struct CompletionResult: Sendable {
  /// One way to complete it.
  package struct Candidate: Hashable, Sendable {
    /// The text that is inserted.
    package var text: String
    /// What the list shows for it.
    package var display: String
    /// A short explanation shown beside it, or empty.
    package var note: String

    package init(_ text: String, display: String? = nil, note: String = "") {
      self.text = text
      self.display = ControlText.visible(display ?? text)
      self.note = ControlText.visible(note)
    }
  }

  /// The part of the text that a candidate replaces, in bytes of UTF-8.
  package var replaceRange: Range<Int>
  /// The candidates, best first.
  package var candidates: [Candidate]

  package init(replaceRange: Range<Int>, candidates: [Candidate]) {
    self.replaceRange = replaceRange
    self.candidates = candidates
  }

  /// No candidates.
  package static let none = CompletionResult(replaceRange: 0..<0, candidates: [])
}
