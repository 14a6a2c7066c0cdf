/// A piece of a text that is drawn in a style of its own.
public struct StyledSpan: Hashable, Sendable {
  /// Where it lies, in bytes of the text's UTF-8. What lies outside of the text is ignored.
  public var range: Range<Int>
  public var style: TextStyle

  public init(_ range: Range<Int>, _ style: TextStyle) {
    self.range = range
    self.style = style
  }
}

/// A text and the styles it is drawn in; what no span covers is plain, and a later span covers an earlier one.
///
/// ```swift
/// let prompt: StyledText = "pressmark> "
/// let coloured = StyledText("pressmark", style: keyword) + "> "
/// ```
public struct StyledText: Hashable, Sendable, ExpressibleByStringLiteral {
  public var text: String
  public var spans: [StyledSpan]

  public init(_ text: String, spans: [StyledSpan] = []) {
    self.text = text
    self.spans = spans
  }

  /// A text drawn in one style.
  public init(_ text: String, style: TextStyle) {
    self.init(text, spans: style == .plain ? [] : [StyledSpan(0..<text.utf8.count, style)])
  }

  public init(stringLiteral value: String) {
    self.init(value)
  }

  public static func + (left: StyledText, right: StyledText) -> StyledText {
    let offset = left.text.utf8.count
    let moved = right.spans.map { StyledSpan($0.range.lowerBound + offset..<$0.range.upperBound + offset, $0.style) }
    return StyledText(left.text + right.text, spans: left.spans + moved)
  }
}
