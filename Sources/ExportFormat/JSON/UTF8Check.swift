/// Well-formed UTF-8: no overlong forms, no surrogates, nothing past U+10FFFF (Unicode, table 3-7).
enum UTF8Check {
  /// The length of the sequence whose lead byte is at `offset`.
  static func sequenceLength(
    _ base: UnsafePointer<UInt8>, at offset: Int, end: Int
  ) throws(ScanFault) -> Int {
    let lead = base[offset]
    let second = base[offset + 1]
    let length: Int
    let isGood: Bool
    switch lead {
    case 0xC2...0xDF: (length, isGood) = (2, second & 0xC0 == 0x80)
    case 0xE0: (length, isGood) = (3, second >= 0xA0 && second <= 0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: (length, isGood) = (3, second & 0xC0 == 0x80)
    case 0xED: (length, isGood) = (3, second >= 0x80 && second <= 0x9F)
    case 0xF0: (length, isGood) = (4, second >= 0x90 && second <= 0xBF)
    case 0xF1...0xF3: (length, isGood) = (4, second & 0xC0 == 0x80)
    case 0xF4: (length, isGood) = (4, second >= 0x80 && second <= 0x8F)
    default: throw ScanFault(expected: .utf8, offset: offset)
    }
    guard isGood else { throw ScanFault(expected: .utf8, offset: offset) }
    if length >= 3 {
      guard base[offset + 2] & 0xC0 == 0x80 else { throw ScanFault(expected: .utf8, offset: offset) }
    }
    if length == 4 {
      guard base[offset + 3] & 0xC0 == 0x80 else { throw ScanFault(expected: .utf8, offset: offset) }
    }
    return length
  }
}
