/// How a part of a text is drawn.
///
/// ```swift
/// let keyword = TextStyle(foreground: .blue, attributes: .bold)
/// ```
package struct TextStyle: Hashable, Sendable {
  /// A colour of the terminal's palette, which follows the reader's light or dark theme.
  package struct Color: Hashable, Sendable {
    /// 0–7 are the standard colours, 8–15 their bright forms.
    let index: UInt8

    package static let red = Color(index: 1)
    package static let green = Color(index: 2)
    package static let blue = Color(index: 4)
    package static let magenta = Color(index: 5)
    package static let cyan = Color(index: 6)
    package static let gray = Color(index: 8)
  }

  /// How letters are drawn besides their colour.
  package struct Attributes: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
  }

  /// The colour of the letters; nil for the terminal's own.
  package var foreground: Color?
  package var attributes: Attributes

  /// - Parameters:
  ///   - foreground: the colour of the letters; nil for the terminal's own.
  ///   - attributes: how else they are drawn.
  package init(foreground: Color? = nil, attributes: Attributes = []) {
    self.foreground = foreground
    self.attributes = attributes
  }

  /// The terminal's own style.
  package static let plain = TextStyle()

  /// The escape sequence that makes a terminal draw in this style, whichever it used before.
  ///
  /// See <https://ecma-international.org/publications-and-standards/standards/ecma-48/>, SGR.
  package var escapeSequence: String {
    var codes = ["0"]
    let table: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.underline, "4"), (.reverse, "7"),
    ]
    for (attribute, code) in table where attributes.contains(attribute) {
      codes.append(code)
    }
    if let index = foreground?.index {
      codes.append("\(index < 8 ? 30 + index : 90 + index - 8)")
    }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}
