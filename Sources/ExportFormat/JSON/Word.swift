/// Eight bytes at a time, in a register.
///
/// A test gives a word whose bit 7 of a byte is set where the byte matches. Only the lowest match is exact,
/// because a borrow can reach the bytes above it; only the lowest is used.
enum Word {
  static let ones: UInt64 = 0x0101_0101_0101_0101
  static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The eight bytes from `start`, the first one lowest. Buffers are padded, so that this may run past their end.
  @inline(__always)
  static func load(_ start: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(start).loadUnaligned(as: UInt64.self))
  }

  /// Bit 7 of just the bytes that are zero. Bit 7 of a byte of the sum says whether any lower bit was set; no carry
  /// leaves it.
  @inline(__always)
  static func zeros(_ word: UInt64) -> UInt64 {
    let lows = ~highs
    return ~(((word & lows) &+ lows) | word | lows)
  }

  /// Quotes, backslashes and control characters: where a plain run of a string ends.
  @inline(__always)
  static func stringStops(_ word: UInt64) -> UInt64 {
    let quotes = word ^ (ones &* 0x22)
    let backslashes = word ^ (ones &* 0x5C)
    let controls = (word &- (ones &* 0x20)) & ~word
    return (((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes) | controls) & highs
  }

  /// How many bytes come before the lowest match.
  @inline(__always)
  static func index(_ matches: UInt64) -> Int { matches.trailingZeroBitCount >> 3 }
}

/// Bytes after the content of every buffer that words are loaded from; they are zero.
let bufferPadding = 128
