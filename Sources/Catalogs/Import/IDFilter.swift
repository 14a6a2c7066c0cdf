import CXXHash

/// Remembers ids in constant memory: an id that it calls new is new, and few new ids are taken for known.
///
/// It is a Bloom filter whose bits for one id are in one line of the processor's cache.
struct IDFilter: ~Copyable {
  private static let lineCount = 1 << 18
  private static let wordsPerLine = 8
  /// How many of the 512 bits of its line an id sets.
  private static let bitsPerID = 7

  // Freed by deinit.
  private let words: UnsafeMutablePointer<UInt64>

  init() {
    words = .allocate(capacity: Self.lineCount * Self.wordsPerLine)
    words.initialize(repeating: 0, count: Self.lineCount * Self.wordsPerLine)
  }

  deinit { words.deallocate() }

  /// Adds an id.
  ///
  /// - Returns: true if it is new; false if it may have come before.
  mutating func insert(_ id: UnsafeBufferPointer<UInt8>) -> Bool {
    let hash = XXH3_128bits(id.baseAddress, id.count)
    let line = words + Int(hash.low64 & UInt64(Self.lineCount - 1)) * Self.wordsPerLine
    var places = hash.high64
    var isNew = false
    for _ in 0..<Self.bitsPerID {
      let word = line + Int(places >> 6 & 7)
      let bit: UInt64 = 1 &<< (places & 63)
      isNew = isNew || word.pointee & bit == 0
      word.pointee |= bit
      places >>= 9
    }
    return isNew
  }
}
