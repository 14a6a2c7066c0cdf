/// Text as the characters that LIKE compares: in canonical form (NFC), each in its full case folding.
///
/// A character such as `ß` is folded to several. The first of each has a mark, so that `_` can stand for a character of
/// the text.
enum FoldedCharacters {
  /// The mark of the first.
  static let start: UInt32 = 1 << 31

  /// Folds text whose characters each become one, and don't join each other.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - buffer: receives the characters, without marks; it has room for as many as there are bytes.
  /// - Returns: how many there are; nil where the text is not so simple, or not UTF-8.
  static func foldSimply(
    _ bytes: UnsafeBufferPointer<UInt8>, into buffer: UnsafeMutableBufferPointer<UInt32>
  ) -> Int? {
    var index = 0
    var count = 0
    let end = bytes.count
    while index < end {
      let first = bytes[index]
      let folded: UInt32
      if first < 0x80 {
        folded = UInt32(ASCII.lowercase(first))
        index += 1
      } else if first < 0xE0 {
        guard first >= 0xC2, index + 1 < end, bytes[index + 1] & 0xC0 == 0x80 else { return nil }
        folded = simple(UInt32(first & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F))
        index += 2
      } else if first < 0xF0 {
        guard index + 2 < end, bytes[index + 1] & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80 else { return nil }
        let character =
          UInt32(first & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
        folded = UnicodeForm.isPlain(character) ? character : 0
        index += 3
      } else {
        guard first < 0xF5, index + 3 < end, bytes[index + 1] & 0xC0 == 0x80, bytes[index + 2] & 0xC0 == 0x80,
          bytes[index + 3] & 0xC0 == 0x80
        else { return nil }
        let character =
          UInt32(first & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
          | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F)
        folded = UnicodeForm.isPlain(character) ? character : 0
        index += 4
      }
      // No character beyond ASCII is folded to NUL.
      if folded == 0, first != 0 { return nil }
      buffer[count] = folded
      count += 1
    }
    return count
  }

  /// Folds any text.
  ///
  /// - Parameter bytes: UTF-8; what is not counts as U+FFFD.
  /// - Returns: the characters with their marks.
  static func fold(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt32] {
    guard let characters = UnicodeForm.characters(of: bytes, in: UnicodeForm.composed) else {
      return Array(String(decoding: bytes, as: UTF8.self).utf8).withUnsafeBufferPointer(fold)
    }
    var result: [UInt32] = []
    result.reserveCapacity(characters.count)
    for character in characters {
      let character = UInt32(truncatingIfNeeded: character)
      let folded = simple(character)
      if folded != 0 || character == 0 {
        result.append(folded | start)
      } else {
        for (place, part) in UnicodeForm.characters(of: character, in: UnicodeForm.folded).enumerated() {
          result.append(UInt32(truncatingIfNeeded: part) | (place == 0 ? start : 0))
        }
      }
    }
    return result
  }

  /// What a character of the table is folded to; 0 where that is not one, where it joins others, or if it is not in the
  /// table.
  private static func simple(_ character: UInt32) -> UInt32 {
    character < tableEnd ? UInt32(table[Int(character)]) : 0
  }

  /// Latin, Greek, Cyrillic, Armenian.
  private static let tableEnd: UInt32 = 0x590

  private static let table: [UInt16] = (0..<tableEnd).map { character in
    let composed = UnicodeForm.characters(of: character, in: UnicodeForm.composed)
    let folded = UnicodeForm.characters(of: character, in: UnicodeForm.folded)
    let isSimple = composed.count == 1 && folded.count == 1 && !UnicodeForm.isCombining(character)
    return isSimple ? UInt16(exactly: folded[0]) ?? 0 : 0
  }
}

/// The letters of ASCII.
enum ASCII {
  @inline(__always)
  static func lowercase(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Whether all of a text is ASCII.
  static func isAll(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = UnsafeRawPointer(bytes.baseAddress) else { return true }
    var index = 0
    while index + 8 <= bytes.count {
      if start.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { return false }
      index += 8
    }
    while index < bytes.count {
      if bytes[index] >= 0x80 { return false }
      index += 1
    }
    return true
  }
}
