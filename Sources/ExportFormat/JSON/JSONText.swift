/// Text between JSON's quotes and text as such.
enum JSONText {
  /// Decodes the escapes of a checked string into memory that has room for its raw length.
  ///
  /// - Returns: the number of bytes written, at most the raw length.
  static func decode(
    _ raw: UnsafeBufferPointer<UInt8>, into output: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var read = 0
    var written = 0
    func put(_ byte: UInt8) {
      output[written] = byte
      written &+= 1
    }
    func unit(at index: Int) -> UInt32 {
      var value: UInt32 = 0
      for offset in 0..<4 { value = value << 4 | (HexDigit.value(raw[index + offset]) ?? 0) }
      return value
    }
    while read < raw.count {
      let byte = raw[read]
      guard byte == 0x5C else {
        put(byte)
        read &+= 1
        continue
      }
      let kind = raw[read + 1]
      read &+= 2
      switch kind {
      case 0x62: put(0x08)
      case 0x66: put(0x0C)
      case 0x6E: put(0x0A)
      case 0x72: put(0x0D)
      case 0x74: put(0x09)
      case 0x75:
        var scalar = unit(at: read)
        read &+= 4
        if scalar & 0xFC00 == 0xD800 {
          scalar = 0x10000 + ((scalar & 0x3FF) << 10) + (unit(at: read + 2) & 0x3FF)
          read &+= 6
        }
        switch scalar {
        case 0..<0x80: put(UInt8(scalar))
        case 0x80..<0x800:
          put(UInt8(0xC0 | scalar >> 6))
          put(UInt8(0x80 | scalar & 0x3F))
        case 0x800..<0x10000:
          put(UInt8(0xE0 | scalar >> 12))
          put(UInt8(0x80 | scalar >> 6 & 0x3F))
          put(UInt8(0x80 | scalar & 0x3F))
        default:
          put(UInt8(0xF0 | scalar >> 18))
          put(UInt8(0x80 | scalar >> 12 & 0x3F))
          put(UInt8(0x80 | scalar >> 6 & 0x3F))
          put(UInt8(0x80 | scalar & 0x3F))
        }
      default: put(kind)
      }
    }
    return written
  }

  /// The bytes of a string that a scanner has read.
  static func decoded(_ raw: JSONScanner.RawString, in scanner: JSONScanner) -> [UInt8] {
    let bytes = UnsafeBufferPointer(start: scanner.base + raw.start, count: raw.end - raw.start)
    guard raw.isEscaped else { return Array(bytes) }
    return Array(unsafeUninitializedCapacity: bytes.count) { buffer, count in
      // No base address means no bytes, and an escaped string has some.
      if let output = buffer.baseAddress { count = decode(bytes, into: output) }
    }
  }

  /// Appends text as a JSON string, escaping as JavaScript's `JSON.stringify` does.
  package static func quote(_ text: some Sequence<UInt8>, into output: inout [UInt8]) {
    output.append(0x22)
    for byte in text { escape(byte, into: &output) }
    output.append(0x22)
  }

  /// Appends a byte of a text within quotes.
  @inline(__always)
  static func escape(_ byte: UInt8, into output: inout [UInt8]) {
    switch byte {
    case 0x22, 0x5C: output += [0x5C, byte]
    case 0x08: output += [0x5C, 0x62]
    case 0x09: output += [0x5C, 0x74]
    case 0x0A: output += [0x5C, 0x6E]
    case 0x0C: output += [0x5C, 0x66]
    case 0x0D: output += [0x5C, 0x72]
    case 0..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      output += [0x5C, 0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    default: output.append(byte)
    }
  }

  /// Where a string of minified JSON ends: after its closing quote.
  static func endOfString(_ json: ArraySlice<UInt8>, from quote: Int) -> Int {
    min(closingQuote(in: json, from: quote + 1) + 1, json.endIndex)
  }

  /// Where the closing quote of a string is; the end of the bytes, or one more, where there is none.
  ///
  /// - Parameter start: the index after the opening quote.
  static func closingQuote<Bytes: RandomAccessCollection<UInt8>>(in bytes: Bytes, from start: Int) -> Int
  where Bytes.Index == Int {
    var index = start
    while index < bytes.endIndex, bytes[index] != 0x22 { index += bytes[index] == 0x5C ? 2 : 1 }
    return index
  }
}
