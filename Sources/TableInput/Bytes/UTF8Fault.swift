/// Well-formed UTF-8 (Unicode, table 3-7).
enum UTF8Fault {
  /// Where the first byte is that is not UTF-8; nil where all is.
  static func find(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    let count = bytes.count
    while index < count {
      let lead = bytes[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let (length, second): (Int, ClosedRange<UInt8>) =
        switch lead {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: (0, 0x80...0xBF)
        }
      guard length > 0, index + length <= count, second.contains(bytes[index + 1]) else { return index }
      for next in 2..<max(length, 2) where bytes[index + next] & 0xC0 != 0x80 { return index }
      index += length
    }
    return nil
  }
}
