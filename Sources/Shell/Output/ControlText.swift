/// Makes characters visible that would steer a terminal, or turn the direction of a text.
enum ControlText {
  /// Whether the bytes are printable ASCII: nothing to escape, and as wide as they are many.
  static func isPlain(_ bytes: UnsafeRawBufferPointer) -> Bool {
    for byte in bytes where byte < 0x20 || byte >= 0x7F { return false }
    return true
  }

  /// Whether a scalar must be escaped: C0 and C1 controls, DEL, separators of lines, marks of direction.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// `\n`, `\t`, `\r`, `\xHH` or `\uHHHH`.
  static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\t": return "\\t"
    case "\r": return "\\r"
    default:
      let hex = String(scalar.value, radix: 16)
      let width = scalar.value < 0x80 ? 2 : 4
      return (width == 2 ? "\\x" : "\\u") + String(repeating: "0", count: max(0, width - hex.count)) + hex
    }
  }

  /// The text with its controls escaped and invalid UTF-8 repaired.
  ///
  /// - Parameter keeping: controls that may stay.
  static func visible(_ bytes: some Collection<UInt8>, keeping: (Unicode.Scalar) -> Bool = { _ in false }) -> String {
    visible(String(decoding: bytes, as: UTF8.self), keeping: keeping)
  }

  /// The text with its controls escaped.
  static func visible(_ text: String, keeping: (Unicode.Scalar) -> Bool = { _ in false }) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) && !keeping($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isControl(scalar), !keeping(scalar) {
        result += escape(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
