/// A date as exports write it, `YYYY-MM-DD HH:MM`, as its twelve digits in one number: both order alike, and the number
/// gives back the text, byte for byte.
enum PackedMinute {
  /// The bytes of the text.
  static let length = 16
  /// The bits of the number.
  static let bitCount = 40

  /// The number of a text; nil for a text of another form.
  @inline(__always)
  static func pack(_ text: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard text.count == length else { return nil }
    var number: UInt64 = 0
    for index in 0..<length {
      let byte = text[index]
      if let separator = separator(at: index) {
        guard byte == separator else { return nil }
      } else {
        let digit = byte &- 0x30
        guard digit < 10 else { return nil }
        number = number &* 10 &+ UInt64(digit)
      }
    }
    return number
  }

  /// Writes the text of a number.
  static func unpack(_ number: UInt64, into text: UnsafeMutablePointer<UInt8>) {
    var rest = number
    for index in (0..<length).reversed() {
      if let separator = separator(at: index) {
        text[index] = separator
      } else {
        text[index] = 0x30 + UInt8(rest % 10)
        rest /= 10
      }
    }
  }

  @inline(__always)
  private static func separator(at index: Int) -> UInt8? {
    switch index {
    case 4, 7: UInt8(ascii: "-")
    case 10: UInt8(ascii: " ")
    case 13: UInt8(ascii: ":")
    default: nil
    }
  }
}
