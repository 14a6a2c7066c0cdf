/// A part of a text that is drawn in one style.
package struct StyledSpan: Hashable, Sendable {
  /// Its place, in bytes of the text's UTF-8. Bytes outside of the text are ignored.
  package var range: Range<Int>
  package var style: TextStyle

  package init(_ range: Range<Int>, _ style: TextStyle) {
    self.range = range
    self.style = style
  }
}

/// A text and its styles: what no span covers is plain, and a later span covers an earlier one.
///
/// ```swift
/// let prompt: StyledText = "pressmark> "
/// let coloured = StyledText("pressmark", style: keyword) + "> "
/// ```
package struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
  package var text: String
  package var spans: [StyledSpan]

  package init(_ text: String, spans: [StyledSpan] = []) {
    self.text = text
    self.spans = spans
  }

  /// A text drawn in one style.
  package init(_ text: String, style: TextStyle) {
    self.init(text, spans: style == .plain ? [] : [StyledSpan(0..<text.utf8.count, style)])
  }

  package init(stringLiteral value: String) {
    self.init(value)
  }

  package static func + (left: StyledText, right: StyledText) -> StyledText {
    let offset = left.text.utf8.count
    let moved = right.spans.map { StyledSpan($0.range.lowerBound + offset..<$0.range.upperBound + offset, $0.style) }
    return StyledText(left.text + right.text, spans: left.spans + moved)
  }
}
