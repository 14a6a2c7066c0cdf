import ControlText

/// What a piece of the text could be completed to.
public struct CompletionResult: Sendable {
  /// One possibility.
  public struct Candidate: Hashable, Sendable {
    /// What is put into the text.
    public var text: String
    /// What the list shows for it.
    public var display: String
    /// A short explanation shown beside it, or nothing.
    public var note: String

    public init(_ text: String, display: String? = nil, note: String = "") {
      self.text = text
      self.display = ControlText.visible(display ?? text)
      self.note = ControlText.visible(note)
    }
  }

  /// The part of the text that a candidate replaces, in bytes of UTF-8.
  public var replaceRange: Range<Int>
  /// The possibilities, best first.
  public var candidates: [Candidate]

  public init(replaceRange: Range<Int>, candidates: [Candidate]) {
    self.replaceRange = replaceRange
    self.candidates = candidates
  }

  /// Nothing to offer.
  public static let none = CompletionResult(replaceRange: 0..<0, candidates: [])
}
