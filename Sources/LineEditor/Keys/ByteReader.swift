/// Bytes and a position among them.
struct ByteReader {
  let bytes: [UInt8]
  var position = 0

  func peek() -> UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  mutating func next() -> UInt8? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  /// The length of the UTF-8 character at the position: 1 for a malformed one, nil if its end is still to come.
  func characterLength() -> Int? {
    let expected =
      switch bytes[position] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    for offset in 1..<max(expected, 2) where offset < expected {
      guard position + offset < bytes.count else { return nil }
      if bytes[position + offset] & 0xC0 != 0x80 { return 1 }
    }
    return expected
  }
}
