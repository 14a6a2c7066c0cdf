/// Comparisons of memory.
enum Memory {
  /// Whether two runs of bytes are the same.
  @inline(__always)
  static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int) -> Bool {
    var offset = 0
    while offset &+ 32 <= count {
      guard difference(left + offset, right + offset) | difference(left + offset + 16, right + offset + 16) == 0 else {
        return false
      }
      offset &+= 32
    }
    while offset &+ 8 <= count {
      guard Word.load(left + offset) == Word.load(right + offset) else { return false }
      offset &+= 8
    }
    // The last word once more, as far as it goes beyond.
    if count >= 8 { return Word.load(left + count - 8) == Word.load(right + count - 8) }
    while offset < count {
      guard left[offset] == right[offset] else { return false }
      offset &+= 1
    }
    return true
  }

  /// Zero if 16 bytes are the same.
  @inline(__always)
  private static func difference(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>) -> UInt64 {
    (Word.load(left) ^ Word.load(right)) | (Word.load(left + 8) ^ Word.load(right + 8))
  }
}
