import ControlText

/// A place in a source: what came before the bytes at hand.
struct Place {
  /// Line breaks before.
  var lines = 0
  /// Bytes since the last line break.
  var column = 0

  /// Counts the bytes that are about to be dropped.
  mutating func advance(over bytes: UnsafeBufferPointer<UInt8>) {
    let breaks = Self.lineBreaks(in: bytes)
    lines += breaks
    if breaks > 0, let lastBreak = bytes.lastIndex(of: 0x0A) {
      column = bytes.count - lastBreak - 1
    } else {
      column += bytes.count
    }
  }

  private static func lineBreaks(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = bytes.baseAddress else { return 0 }
    var count = 0
    var offset = 0
    let lineBreak = SIMD32<UInt8>(repeating: 0x0A)
    while offset &+ 32 <= bytes.count {
      // Each lane counts up to 255.
      let end = min(offset &+ 255 &* 32, bytes.count &- 31)
      var sums = SIMD32<UInt8>()
      while offset < end {
        let bytes = UnsafeRawPointer(start + offset).loadUnaligned(as: SIMD32<UInt8>.self)
        // A lane of the mask that is true is all ones: -1.
        sums &-= unsafeBitCast(bytes .== lineBreak, to: SIMD32<UInt8>.self)
        offset &+= 32
      }
      for lane in 0..<32 { count &+= Int(sums[lane]) }
    }
    while offset < bytes.count {
      if start[offset] == 0x0A { count &+= 1 }
      offset &+= 1
    }
    return count
  }
}

/// Finds the places of offsets in a buffer, each from the one before: of many faults each byte is counted once.
struct PlaceCursor {
  private let start: Place
  private var offset = 0
  private var place: Place

  /// - Parameter start: the place of the buffer's first byte.
  init(start: Place = Place()) {
    self.start = start
    place = start
  }

  mutating func place(at target: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Place {
    if target < offset {
      offset = 0
      place = start
    }
    place.advance(over: UnsafeBufferPointer(rebasing: bytes[offset..<target]))
    offset = target
    return place
  }
}

extension ExportError {
  /// Makes the error of a fault.
  ///
  /// - Parameters:
  ///   - bytes: the input at hand, the fault's offset counting from its start.
  ///   - places: tells where that offset lies in the source.
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
    case .value, .key, .colon, .commaOrBrace, .commaOrBracket, .bracket, .digit, .endOfNumber, .endOfDocument,
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
