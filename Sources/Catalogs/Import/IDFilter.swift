import CXXHash

/// Remembers ids in constant memory: it knows those that are new for certain, and takes few new ones for known.
///
/// A Bloom filter whose bits for one id lie in one line of the processor's cache.
struct IDFilter: ~Copyable {
  private static let lineCount = 1 << 18
  private static let wordsPerLine = 8
  /// Bits set for an id, of the 512 of its line.
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
  /// - Returns: whether it is new for certain.
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
