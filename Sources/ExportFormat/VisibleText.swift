/// Text of an export as a message may show it: nothing in it moves a terminal's cursor, colours it, turns its
/// direction or hides.
enum VisibleText {
  /// The text with an escape such as `\u009B` in place of each character that can't be seen, and U+FFFD for each faulty byte.
  static func make(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.reduce(into: "") { text, scalar in
      if isVisible(scalar) { text.unicodeScalars.append(scalar) } else { text += escape(scalar) }
    }
  }

  static func make(_ scalar: UnicodeScalar) -> String { isVisible(scalar) ? String(scalar) : escape(scalar) }

  static func isVisible(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    case .spaceSeparator: scalar == " "
    default: true
    }
  }

  private static func escape(_ scalar: UnicodeScalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return digits.count > 4
      ? "\\u{\(digits)}" : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
