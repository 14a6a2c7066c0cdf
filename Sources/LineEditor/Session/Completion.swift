import ControlText

/// What a piece of the text could be completed to.
package struct CompletionResult: Sendable {
  /// One possibility.
  package struct Candidate: Hashable, Sendable {
    /// What is put into the text.
    package var text: String
    /// What the list shows for it.
    package var display: String
    /// A short explanation shown beside it, or nothing.
    package var note: String

    package init(_ text: String, display: String? = nil, note: String = "") {
      self.text = text
      self.display = ControlText.visible(display ?? text)
      self.note = ControlText.visible(note)
    }
  }

  /// The part of the text that a candidate replaces, in bytes of UTF-8.
  package var replaceRange: Range<Int>
  /// The possibilities, best first.
  package var candidates: [Candidate]

  package init(replaceRange: Range<Int>, candidates: [Candidate]) {
    self.replaceRange = replaceRange
    self.candidates = candidates
  }

  /// Nothing to offer.
  package static let none = CompletionResult(replaceRange: 0..<0, candidates: [])
}
