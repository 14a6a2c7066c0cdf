/// Text that is safe to show to people: nothing in it controls a terminal, changes the direction of the text around it,
/// or is invisible.
///
/// Everything written for people passes here. Data for a file or a pipe does not: it stays unchanged.
///
/// These scalars are controls, and are written as escapes:
///
/// - C0, DEL and C1, which control a terminal. A line break or a tab may stay if it is part of the layout.
/// - The separators of lines and paragraphs, U+2028 and U+2029, at which some terminals break a line.
/// - Marks, embeddings, overrides and isolates of direction, which show characters in another order.
/// - Characters without a shape (Unicode's format characters and `Default_Ignorable_Code_Point`): zero-width spaces,
///   the byte-order mark, fillers, tags. With them, two different names could look the same.
/// - Noncharacters.
///
/// These are not controls, though they belong to such a group: the variation selectors, which choose between shapes;
/// the Arabic, Syriac and Kaithi number signs, which are visible; the zero-width joiner and non-joiner after a letter
/// or an emoji beyond ASCII, which Persian, the scripts of India and emoji need. Unassigned code points stay too: a
/// later Unicode may define them.
package enum ControlText {
  /// Whether the bytes are printable ASCII: nothing to escape, and one column for each byte.
  package static func isPlain(_ bytes: some Sequence<UInt8>) -> Bool {
    for byte in bytes where byte < 0x20 || byte >= 0x7F { return false }
    return true
  }

  /// Whether a scalar must be escaped.
  ///
  /// - Parameter previous: the scalar before it, which decides about joiners; nil at the start.
  @inline(__always)
  package static func isControl(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar? = nil) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F: false
    case 0..<0xA0: true
    case 0xAD: true
    case 0xA0..<0x034F: false
    default: isRareControl(scalar, after: previous)
    }
  }

  private static func isRareControl(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
    switch scalar.value {
    case 0x200C, 0x200D: return previous.map(\.isASCII) ?? true
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF, 0x180B...0x180D, 0x180F: return false
    case let value where value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value): return true
    default: break
    }
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return true }
    switch properties.generalCategory {
    case .format: return !isNumberSign(scalar)
    case .lineSeparator, .paragraphSeparator: return true
    default: return false
    }
  }

  /// The format characters that have a shape: they enclose the number after them (`Prepended_Concatenation_Mark`).
  private static func isNumberSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890...0x0891, 0x08E2, 0x110BD, 0x110CD: true
    default: false
    }
  }

  /// `\n`, `\t`, `\r`, `\xHH`, `\uHHHH` or `\u{HHHHH}`.
  package static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    default:
      let hex = String(scalar.value, radix: 16)
      guard hex.count <= 4 else { return "\\u{\(hex)}" }
      let width = scalar.value < 0x80 ? 2 : 4
      return (width == 2 ? "\\x" : "\\u") + String(repeating: "0", count: max(0, width - hex.count)) + hex
    }
  }

  /// `\uHHHH` as in JSON, a pair of surrogates beyond U+FFFF.
  package static func jsonEscape(_ scalar: Unicode.Scalar) -> String {
    var text = ""
    for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
      let hex = String(unit, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }
    return text
  }

  /// The layout characters that may stay in a text for people.
  package enum Layout: Sendable {
    /// One line.
    case line
    /// Line breaks and tabs.
    case lines

    package func keeps(_ scalar: Unicode.Scalar) -> Bool { self == .lines && (scalar == "\n" || scalar == "\t") }
  }

  /// The text with its controls escaped and invalid UTF-8 repaired.
  package static func visible(_ bytes: some Collection<UInt8>, _ layout: Layout = .line) -> String {
    visible(String(decoding: bytes, as: UTF8.self), layout)
  }

  /// The text with its controls escaped.
  ///
  /// ```swift
  /// ControlText.visible("a\u{1B}[31m")  // a\x1b[31m
  /// ```
  package static func visible(_ text: String, _ layout: Layout = .line) -> String {
    visible(text, keeping: layout.keeps)
  }

  /// The text with its controls escaped.
  ///
  /// - Parameter keeping: controls that may stay.
  package static func visible(_ text: String, keeping: (Unicode.Scalar) -> Bool) -> String {
    if isPlain(text.utf8) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    forEachScalar(in: text) { scalar, isControl in
      if isControl, !keeping(scalar) {
        result += escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Visits the scalars of a text and tells for each whether it must be escaped.
  package static func forEachScalar(in text: String, _ body: (_ scalar: Unicode.Scalar, _ isControl: Bool) -> Void) {
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      body(scalar, isControl(scalar, after: previous))
      previous = scalar
    }
  }
}
