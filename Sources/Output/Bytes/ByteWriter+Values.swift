extension ByteWriter {
  /// A real number, so that it can be read back exactly.
  func real(_ number: Double) { text(RealText.text(number)) }

  /// A blob as SQL writes it: `x'0aff'`.
  func blob(_ bytes: UnsafeRawBufferPointer) {
    text("x'")
    for byte in bytes {
      self.byte(Self.hex(byte >> 4))
      self.byte(Self.hex(byte & 15))
    }
    text("'")
  }

  static func hex(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x57 + digit }
}
