/// Reads JSON (RFC 8259) from a buffer, strictly, eight bytes at a time where it can.
///
/// The buffer is followed by ``bufferPadding`` zero bytes. A fault at the end of the buffer can mean that more has
/// to be read; the caller decides.
struct JSONScanner {
  let base: UnsafePointer<UInt8>
  /// Bytes in the buffer.
  let end: Int
  var position: Int

  /// Arrays and objects within each other, at most.
  static let depthLimit = 512

  init(base: UnsafePointer<UInt8>, end: Int, position: Int = 0) {
    self.base = base
    self.end = end
    self.position = position
  }

  /// The byte at the position; 0 at the end.
  @inline(__always)
  var byte: UInt8 { base[position] }

  @inline(__always)
  func fault(_ expected: Expectation) -> ScanFault { ScanFault(expected: expected, offset: position) }

  @inline(__always)
  func fault(_ expected: Expectation, at offset: Int) -> ScanFault { ScanFault(expected: expected, offset: offset) }

  /// Moves to the next byte that is not white space, and returns it.
  @inline(__always)
  @discardableResult
  mutating func skipWhitespace() -> UInt8 {
    let byte = base[position]
    return byte > 0x20 ? byte : skipWhitespaceRun()
  }

  @inline(__always)
  private mutating func skipWhitespaceRun() -> UInt8 {
    while true {
      // An indented line: one line break, then a run of spaces.
      if base[position] == 0x0A { position &+= 1 }
      while true {
        let others = Word.load(base + position) ^ (Word.ones &* 0x20)
        if others == 0 {
          position &+= 8
          continue
        }
        position &+= others.trailingZeroBitCount >> 3
        break
      }
      if position >= end {
        position = end
        return 0
      }
      let byte = base[position]
      if byte > 0x20 { return byte }
      guard byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x20 else { return byte }
      if byte != 0x0A { position &+= 1 }
    }
  }

  /// Moves to the next byte that is not white space within the line.
  mutating func skipBlanks() {
    while byte == 0x20 || byte == 0x09 || byte == 0x0D { position &+= 1 }
  }

  /// Reads one expected byte after white space.
  @inline(__always)
  mutating func expect(_ byte: UInt8, or expected: Expectation) throws(ScanFault) {
    guard skipWhitespace() == byte else { throw fault(expected) }
    position &+= 1
  }

  // MARK: Strings

  /// A string in the buffer, between its quotes.
  struct RawString: BitwiseCopyable {
    let start: Int
    let end: Int
    let isEscaped: Bool
  }

  /// Reads a string whose opening quote was read, and checks its bytes and escapes.
  @inline(__always)
  mutating func scanString() throws(ScanFault) -> RawString {
    let start = position
    var seen: UInt64 = 0
    while true {
      let word = Word.load(base + position)
      let stops = Word.stringStops(word)
      if stops == 0 {
        seen |= word
        position &+= 8
        continue
      }
      // The bytes below the stop.
      seen |= word & ((stops & (0 &- stops)) &- 1)
      position &+= Word.index(stops)
      break
    }
    if seen & Word.highs == 0, base[position] == 0x22 {
      position &+= 1
      return RawString(start: start, end: position &- 1, isEscaped: false)
    }
    return try scanStringSlowly(from: start)
  }

  @inline(never)
  private mutating func scanStringSlowly(from start: Int) throws(ScanFault) -> RawString {
    position = start
    var isEscaped = false
    while true {
      let byte = base[position]
      switch byte {
      case 0x22:
        if position >= end { throw fault(.closingQuote, at: end) }
        position &+= 1
        return RawString(start: start, end: position &- 1, isEscaped: isEscaped)
      case 0x5C:
        isEscaped = true
        try scanEscape()
      case 0x00..<0x20:
        throw position >= end ? fault(.closingQuote, at: end) : fault(.noControlCharacter)
      case 0x20..<0x80:
        position &+= 1
      default:
        position &+= try UTF8Check.sequenceLength(base, at: position, end: end)
      }
    }
  }

  /// Checks an escape, the position being at its backslash.
  private mutating func scanEscape() throws(ScanFault) {
    let start = position
    switch base[position &+ 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
      position &+= 2
    case 0x75:
      let unit = try hexDigits(at: position &+ 2)
      position &+= 6
      if unit & 0xFC00 == 0xDC00 { throw fault(.highSurrogate, at: start) }
      if unit & 0xFC00 == 0xD800 {
        guard base[position] == 0x5C, base[position &+ 1] == 0x75 else { throw fault(.lowSurrogate) }
        guard try hexDigits(at: position &+ 2) & 0xFC00 == 0xDC00 else { throw fault(.lowSurrogate) }
        position &+= 6
      }
    default:
      throw fault(.escape, at: position &+ 1)
    }
  }

  private func hexDigits(at offset: Int) throws(ScanFault) -> UInt32 {
    var value: UInt32 = 0
    for index in offset..<offset + 4 {
      guard let digit = HexDigit.value(base[index]) else { throw fault(.hexDigits, at: index) }
      value = value << 4 | digit
    }
    return value
  }

  // MARK: Numbers and literals

  /// Reads a number, and tells whether it is written as an integer.
  mutating func scanNumber() throws(ScanFault) -> Bool {
    var isInteger = true
    if byte == 0x2D { position &+= 1 }
    guard isDigit else { throw fault(.digit) }
    if byte == 0x30 {
      position &+= 1
      if isDigit { throw fault(.endOfNumber) }
    } else {
      skipDigits()
    }
    if byte == 0x2E {
      isInteger = false
      position &+= 1
      guard isDigit else { throw fault(.digit) }
      skipDigits()
    }
    if byte | 0x20 == 0x65 {
      isInteger = false
      position &+= 1
      if byte == 0x2B || byte == 0x2D { position &+= 1 }
      guard isDigit else { throw fault(.digit) }
      skipDigits()
    }
    return isInteger
  }

  @inline(__always)
  private var isDigit: Bool { base[position] &- 0x30 < 10 }

  @inline(__always)
  private mutating func skipDigits() {
    while base[position] &- 0x30 < 10 { position &+= 1 }
  }

  /// Reads an integer of 64 bits.
  @inline(__always)
  mutating func scanInteger(or expected: Expectation) throws(ScanFault) -> Int64 {
    let start = position
    let isNegative = byte == 0x2D
    if isNegative { position &+= 1 }
    let first = position
    var value: UInt64 = 0
    while true {
      let digit = base[position] &- 0x30
      guard digit < 10 else { break }
      value = value &* 10 &+ UInt64(digit)
      position &+= 1
    }
    let length = position &- first
    guard length > 0, length == 1 || base[first] != 0x30 else { throw fault(expected, at: start) }
    let next = base[position]
    guard next != 0x2E, next | 0x20 != 0x65 else { throw fault(expected, at: start) }
    if length < 19 { return isNegative ? 0 &- Int64(value) : Int64(value) }
    return try wideInteger(from: start)
  }

  @inline(never)
  private func wideInteger(from start: Int) throws(ScanFault) -> Int64 {
    // Whether it is an integer at all is known only when something follows it.
    guard position < end else { throw fault(.integerRange) }
    let text = String(decoding: UnsafeBufferPointer(start: base + start, count: position - start), as: UTF8.self)
    guard let value = Int64(text) else { throw fault(.integerRange, at: start) }
    return value
  }

  /// Reads one of the words `true`, `false` and `null`.
  mutating func scanLiteral(_ literal: StaticString) throws(ScanFault) {
    for index in 0..<literal.utf8CodeUnitCount where base[position &+ index] != literal.utf8Start[index] {
      throw fault(.literal, at: position &+ index)
    }
    position &+= literal.utf8CodeUnitCount
  }

  /// Reads `null` if it is next.
  @inline(__always)
  mutating func scanNull() -> Bool {
    guard Word.load(base + position) & 0xFFFF_FFFF == 0x6C6C_756E else { return false }
    position &+= 4
    return true
  }
}

enum HexDigit {
  @inline(__always)
  static func value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x37
    case 0x61...0x66: UInt32(byte) - 0x57
    default: nil
    }
  }
}
