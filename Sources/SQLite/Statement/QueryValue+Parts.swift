extension QueryValue {
  /// The text, or nil for anything else.
  package var text: String? { if case .text(let text) = self { text } else { nil } }
  /// The number, or nil for anything else.
  package var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
}
