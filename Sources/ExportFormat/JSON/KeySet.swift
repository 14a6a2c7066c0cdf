/// The keys of one object, to find a repeated one.
struct KeySet {
  private var few: [[UInt8]] = []
  private var many: Set<[UInt8]> = []

  /// Adds a key; false where it was there.
  mutating func insert(_ key: JSONScanner.RawString, in scanner: JSONScanner) -> Bool {
    let bytes = JSONText.decoded(key, in: scanner)
    if few.count < 8 {
      if few.contains(bytes) { return false }
      few.append(bytes)
      return true
    }
    if many.isEmpty { many = Set(few) }
    return many.insert(bytes).inserted
  }
}
