import Catalogs
import ControlText
package import LineEditor
import SQLText

/// The colours of SQL and of commands while they are typed, from the terminal's own palette.
package enum SyntaxColors {
  private static let keywords = Set(SQLKeywords.all)

  /// The spans of a text, in bytes.
  package static func spans(of text: String) -> [StyledSpan] {
    let bytes = Array(text.utf8)
    if let command = ShellLines.command(in: text), !text.contains("\n") {
      let start = bytes.firstIndex { !($0 == 0x20 || $0 == 0x09) } ?? 0
      return [StyledSpan(start..<start + command.prefix { !$0.isWhitespace }.utf8.count, keyword)]
    }
    if ShellLines.isComment(text), !text.contains("\n") {
      return [StyledSpan(0..<bytes.count, TextStyle(foreground: .gray))]
    }
    var spans: [StyledSpan] = []
    for token in SQLToken.tokens(of: bytes) {
      if let style = style(of: token, bytes) { spans.append(StyledSpan(token.range, style)) }
    }
    return spans
  }

  /// A text with its colours, for a terminal.
  static func painted(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var painted = ""
    var position = 0
    for span in spans(of: text) {
      painted += ControlText.visible(bytes[position..<span.range.lowerBound], .lines)
      // A style ends with its line, as the prompt of the next has its own.
      let lines = ControlText.visible(bytes[span.range], .lines).split(
        separator: "\n", omittingEmptySubsequences: false)
      painted +=
        lines
        .map { $0.isEmpty ? "" : span.style.escapeSequence + $0 + TextStyle.plain.escapeSequence }
        .joined(separator: "\n")
      position = span.range.upperBound
    }
    return painted + ControlText.visible(bytes[position...], .lines)
  }

  private static let keyword = TextStyle(foreground: .blue, attributes: .bold)

  private static func style(of token: SQLToken, _ bytes: [UInt8]) -> TextStyle? {
    switch token.kind {
    case .comment: return TextStyle(foreground: .gray)
    case .string: return TextStyle(foreground: token.isClosed ? .green : .red)
    case .number: return TextStyle(foreground: .magenta)
    case .parameter: return TextStyle(foreground: .cyan)
    case .illegal: return TextStyle(foreground: .red)
    case .word:
      guard token.range.count <= 17 else { return nil }
      return keywords.contains(String(decoding: bytes[token.range], as: UTF8.self).uppercased()) ? keyword : nil
    case .quotedName: return token.isClosed ? nil : TextStyle(foreground: .red)
    case .space, .punctuation: return nil
    }
  }
}
