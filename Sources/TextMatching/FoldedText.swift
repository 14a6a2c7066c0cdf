/// Text in the form in which neither case nor the spelling of composed characters counts.
package enum FoldedText {
  /// Folds text: Unicode's full case folding, in canonical form (NFC). Texts are a canonical caseless match, as Unicode
  /// defines it (<https://www.unicode.org/versions/latest/ch03.pdf>, D145), exactly if their folded forms are the same.
  ///
  /// ```swift
  /// FoldedText.fold("Straße".utf8)  // strasse
  /// ```
  ///
  /// - Parameter bytes: UTF-8; what is not counts as U+FFFD.
  /// - Returns: UTF-8.
  package static func fold(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var start = 0
    while start < bytes.count {
      let end = chunkEnd(in: bytes, from: start)
      append(UnsafeBufferPointer(rebasing: bytes[start..<end]), to: &result)
      start = end
    }
    return result
  }

  /// Where a part can end that is folded by itself: nothing before a character of ASCII joins it.
  private static func chunkEnd(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = min(start + 4096, bytes.count)
    while end < bytes.count, bytes[end] >= 0x80 { end += 1 }
    return end
  }

  private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
    if ASCII.isAll(bytes) {
      for byte in bytes { result.append(ASCII.lowercase(byte)) }
      return
    }
    let isDone = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: bytes.count) { buffer in
      guard let count = FoldedCharacters.foldSimply(bytes, into: buffer) else { return false }
      for character in buffer[..<count] { append(character, to: &result) }
      return true
    }
    if !isDone { appendAny(bytes, to: &result) }
  }

  private static func appendAny(_ bytes: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
    // The iota below a Greek letter is folded to a letter of its own, so that marks after it must come to their place
    // before: see Unicode's D145.
    if holdsIotaBelow(bytes), let characters = UnicodeForm.characters(of: bytes, in: UnicodeForm.decomposed) {
      var decomposed: [UInt8] = []
      for character in characters { append(UInt32(truncatingIfNeeded: character), to: &decomposed) }
      return decomposed.withUnsafeBufferPointer { appendFolded($0, to: &result) }
    }
    appendFolded(bytes, to: &result)
  }

  private static func appendFolded(_ bytes: UnsafeBufferPointer<UInt8>, to result: inout [UInt8]) {
    guard let characters = UnicodeForm.characters(of: bytes, in: UnicodeForm.folded) else {
      let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
      return repaired.withUnsafeBufferPointer { appendAny($0, to: &result) }
    }
    for character in characters { append(UInt32(truncatingIfNeeded: character), to: &result) }
  }

  /// Whether there can be a U+0345 in the text, or a letter with one: U+1F80 to U+1FFF.
  private static func holdsIotaBelow(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    zip(bytes, bytes.dropFirst()).contains { first, second in
      first == 0xCD && second == 0x85 || first == 0xE1 && (second == 0xBE || second == 0xBF)
    }
  }

  private static func append(_ character: UInt32, to result: inout [UInt8]) {
    switch character {
    case ..<0x80: result.append(UInt8(truncatingIfNeeded: character))
    case ..<0x800:
      result.append(UInt8(truncatingIfNeeded: 0xC0 | character >> 6))
      result.append(UInt8(truncatingIfNeeded: 0x80 | character & 0x3F))
    case ..<0x10000:
      result.append(UInt8(truncatingIfNeeded: 0xE0 | character >> 12))
      result.append(UInt8(truncatingIfNeeded: 0x80 | character >> 6 & 0x3F))
      result.append(UInt8(truncatingIfNeeded: 0x80 | character & 0x3F))
    default:
      result.append(UInt8(truncatingIfNeeded: 0xF0 | character >> 18))
      result.append(UInt8(truncatingIfNeeded: 0x80 | character >> 12 & 0x3F))
      result.append(UInt8(truncatingIfNeeded: 0x80 | character >> 6 & 0x3F))
      result.append(UInt8(truncatingIfNeeded: 0x80 | character & 0x3F))
    }
  }
}
