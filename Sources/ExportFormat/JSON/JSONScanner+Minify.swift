extension JSONScanner {
  /// Appends a checked value without white space: text in UTF-8 with the shortest escapes, digits as written.
  mutating func minifyValue(into output: inout [UInt8]) throws(ScanFault) {
    switch byte {
    case 0x22:
      position &+= 1
      let raw = try scanString()
      if raw.isEscaped {
        JSONText.quote(JSONText.decoded(raw, in: self), into: &output)
      } else {
        appendBytes(from: raw.start - 1, to: raw.end + 1, into: &output)
      }
    case 0x5B, 0x7B:
      let closing = byte &+ 2
      output.append(byte)
      position &+= 1
      while skipWhitespace() != closing {
        if byte == 0x2C || byte == 0x3A {
          output.append(byte)
          position &+= 1
          skipWhitespace()
        }
        try minifyValue(into: &output)
      }
      position &+= 1
      output.append(closing)
    default:
      let start = position
      try skipValue()
      appendBytes(from: start, to: position, into: &output)
    }
  }

  private func appendBytes(from start: Int, to end: Int, into output: inout [UInt8]) {
    output.append(contentsOf: UnsafeBufferPointer(start: base + start, count: end - start))
  }
}
