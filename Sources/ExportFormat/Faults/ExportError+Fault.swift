import ControlText

extension ExportError {
  /// Makes the error of a fault.
  ///
  /// - Parameters:
  ///   - bytes: the input; the fault's offset counts from its start.
  ///   - places: tells where that offset is in the source.
  init(
    _ fault: ScanFault, bytes: UnsafeBufferPointer<UInt8>, source: String, places: inout PlaceCursor, record: Int?,
    path: String
  ) {
    let offset = min(fault.offset, bytes.count)
    let place = places.place(at: offset, in: bytes)
    self.init(
      source: source, record: record, line: place.lines + 1, column: place.column + 1, path: path,
      expected: fault.expected, found: Found(fault.expected, bytes, at: offset), excerpt: Excerpt(bytes, at: offset))
  }
}

extension ExportError.Found {
  init(_ expected: Expectation, _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    switch expected {
    case .field, .uniqueField, .uniqueKey, .groupUID, .groupAttributes, .data, .depth, .recordSize, .sameRecord:
      self = .nothing
    case .value, .key, .colon, .commaOrBrace, .commaOrBracket, .digit, .endOfNumber, .endOfDocument,
      .hexDigits, .escape, .noControlCharacter, .utf8, .lowSurrogate, .literal, .closingQuote, .labelEnd:
      self = Self.character(in: bytes, at: offset)
    default: self = Self.value(in: bytes, at: offset)
    }
  }

  private static func character(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Self {
    guard offset < bytes.count else { return .endOfInput }
    let byte = bytes[offset]
    if byte < 0x20 || byte == 0x7F { return .byte(byte) }
    if byte < 0x80 { return .character(Character(UnicodeScalar(byte))) }
    let window = bytes[offset..<min(offset + 4, bytes.count)]
    var decoder = UTF8()
    var iterator = window.makeIterator()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return .character(Character(scalar)) }
    return .byte(byte)
  }

  private static func value(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Self {
    guard offset < bytes.count else { return .endOfInput }
    let limit = min(offset + 40, bytes.count)
    func run(_ from: Int, while isPart: (UInt8) -> Bool) -> String {
      if let end = bytes[from..<limit].firstIndex(where: { !isPart($0) }) {
        return ControlText.visible(bytes[from..<end])
      }
      var end = limit
      while end < bytes.count, end > from, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      return ControlText.visible(bytes[from..<end]) + (limit < bytes.count ? "…" : "")
    }
    switch bytes[offset] {
    case 0x22: return .text(run(offset + 1) { $0 != 0x22 && $0 >= 0x20 })
    case 0x5B: return .array
    case 0x7B: return .object
    case 0x2D, 0x30...0x39: return .number(run(offset) { $0 > 0x20 && $0 != 0x2C && $0 != 0x5D && $0 != 0x7D })
    case 0x61...0x7A: return .word(run(offset) { $0 &- 0x61 < 26 })
    default: return character(in: bytes, at: offset)
    }
  }
}

extension ExportError.Excerpt {
  /// Some characters of the fault's line, at most 60 bytes.
  init(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
    var start = offset
    while start > 0, offset - start < 32, bytes[start - 1] != 0x0A { start -= 1 }
    while start < offset, bytes[start] & 0xC0 == 0x80 || bytes[start] == 0x20 { start += 1 }
    var end = offset
    while end < bytes.count, end - offset < 28, bytes[end] != 0x0A { end += 1 }
    while end < bytes.count, end > offset, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    let before = Self.visible(bytes[start..<offset])
    text = before + Self.visible(bytes[offset..<end])
    self.offset = before.count
  }

  private static func visible(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    String(
      String(decoding: bytes, as: UTF8.self).unicodeScalars.map { scalar in
        ControlText.isControl(scalar) || scalar.isOddSpace ? "\u{B7}" : Character(scalar)
      })
  }
}
