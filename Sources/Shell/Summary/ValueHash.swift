/// Hashes of values, the same in every run.
enum ValueHash {
  /// Spreads a number's bits over the word: different numbers have different results.
  @inline(__always)
  static func mixed(_ number: UInt64) -> UInt64 {
    var word = number ^ number >> 32
    word = word &* 0xD6E8_FEB8_6659_FD93
    word ^= word >> 32
    word = word &* 0xD6E8_FEB8_6659_FD93
    return word ^ word >> 32
  }

  static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = UInt64(truncatingIfNeeded: bytes.count) ^ 0x9E37_79B9_7F4A_7C15
    var offset = 0
    while offset &+ 8 <= bytes.count {
      state = folded(state ^ bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset &+= 8
    }
    var tail: UInt64 = 0
    while offset < bytes.count {
      tail = tail << 8 | UInt64(bytes[offset])
      offset &+= 1
    }
    return mixed(folded(state ^ tail))
  }

  /// Multiplies to 128 bits, and makes 64 of them.
  @inline(__always)
  private static func folded(_ word: UInt64) -> UInt64 {
    let product = word.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low ^ word >> 29
  }
}
