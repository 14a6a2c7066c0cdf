/// The names of files as text, byte for byte.
///
/// To the system a name is bytes, not necessarily UTF-8. In the program it is a `String`: a name in UTF-8 stands for
/// itself, and each byte that is not part of UTF-8 becomes one of 128 scalars at the end of the private use planes,
/// U+10FF00 plus the byte. So that no two names have the same text, the four bytes of such a scalar in a name are
/// escaped themselves. (Python does the same with lone surrogates, PEP 383.)
///
/// ```swift
/// let path = PathText.text(of: [0x53, 0xE9])
/// PathText.bytes(of: path)  // [0x53, 0xE9]
/// PathText.shown(path)  // "S\\xE9"
/// ```
///
/// Text from outside becomes a path by ``text(of:)``, goes to the system by ``withCString(_:_:)``, and to people by
/// ``shown(_:)``.
package enum PathText {
  private static let escapes: ClosedRange<UInt32> = 0x10FF80...0x10FFFF

  /// The text of a name.
  package static func text(of bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    if let text = String(validating: bytes, as: UTF8.self), !isEscaped(text) { return text }
    var text = String.UnicodeScalarView()
    var rest = bytes[...]
    while let first = rest.first {
      if let scalar = scalar(startingWith: first, rest), !escapes.contains(scalar.value) {
        text.append(scalar)
        rest = rest.dropFirst(scalar.utf8.count)
      } else {
        text.append(escape(first))
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  /// The text of a name that ends with a zero byte.
  package static func text(cString: UnsafePointer<CChar>) -> String {
    var bytes: [UInt8] = []
    var next = cString
    while next.pointee != 0 {
      bytes.append(UInt8(bitPattern: next.pointee))
      next += 1
    }
    return text(of: bytes)
  }

  /// The name of a text.
  package static func bytes(of text: String) -> [UInt8] {
    guard isEscaped(text) else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap { scalar in
      escapes.contains(scalar.value) ? [UInt8(truncatingIfNeeded: scalar.value)] : Array(scalar.utf8)
    }
  }

  /// Lends the name as the system takes it.
  package static func withCString<Result, Failure: Error>(
    _ text: String, _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let bytes = bytes(of: text) + [0]
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    defer { copy.deallocate() }
    for (index, byte) in bytes.enumerated() { (copy + index).initialize(to: CChar(bitPattern: byte)) }
    return try body(copy)
  }

  /// Whether the name is not UTF-8.
  package static func isEscaped(_ text: String) -> Bool {
    // All these scalars start with the byte F4 in UTF-8, as few others do.
    text.utf8.contains(0xF4) && text.unicodeScalars.contains { escapes.contains($0.value) }
  }

  /// The name for people, with bytes that are not UTF-8 as `\xE9`. Any other text is unchanged.
  package static func shown(_ text: String) -> String {
    guard isEscaped(text) else { return text }
    return text.unicodeScalars.map { scalar in
      guard escapes.contains(scalar.value) else { return String(scalar) }
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      return "\\x" + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  private static func escape(_ byte: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(0x10FF00 + UInt32(byte)) ?? "\u{FFFD}"
  }

  /// The scalar that the bytes start with, if they start with UTF-8.
  private static func scalar(startingWith first: UInt8, _ bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard bytes.count >= length, let text = String(validating: bytes.prefix(length), as: UTF8.self) else { return nil }
    return text.unicodeScalars.first
  }
}
