import CXXHash

/// Numbers for the distinct texts of a field that has few: 1, 2, … in the order they come. Texts are told apart by their
/// bytes.
struct TextCodes {
  /// The most texts that are numbered: numbers take 16 bits.
  static let most = 1 << 16 - 1
  private static let mostBytes = 1 << 20

  private var slots: [UInt16] = Array(repeating: 0, count: 64)
  private var hashes: [UInt64] = []
  private var ends: [Int] = [0]
  private var bytes: [UInt8] = []

  /// How many texts there are.
  var count: Int { hashes.count }

  /// The text of a number.
  func text(_ code: Int) -> ArraySlice<UInt8> { bytes[ends[code - 1]..<ends[code]] }

  /// The number of a text; nil for a new one where there are too many already.
  @inline(__always)
  mutating func code(of text: UnsafeBufferPointer<UInt8>) -> UInt64? {
    let hash = XXH3_64bits(text.baseAddress, text.count)
    var slot = Int(hash & UInt64(slots.count - 1))
    while slots[slot] != 0 {
      let code = Int(slots[slot])
      if hashes[code - 1] == hash, self.text(code).elementsEqual(text) { return UInt64(code) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return append(text, hash, slot)
  }

  private mutating func append(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ slot: Int) -> UInt64? {
    guard count < Self.most, bytes.count + text.count <= Self.mostBytes else { return nil }
    bytes += text
    ends.append(bytes.count)
    hashes.append(hash)
    slots[slot] = UInt16(count)
    if count * 2 > slots.count { grow() }
    return UInt64(count)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 4)
    for (index, hash) in hashes.enumerated() {
      var slot = Int(hash & UInt64(slots.count - 1))
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt16(index + 1)
    }
  }

  /// The place of each number's text among all, ordered by their bytes, from 1; 0 for the number 0, which stands for NULL.
  func ranks() -> [UInt64] {
    let order = (1..<count + 1).sorted { text($0).lexicographicallyPrecedes(text($1)) }
    var ranks = [UInt64](repeating: 0, count: count + 1)
    for (rank, code) in order.enumerated() { ranks[code] = UInt64(rank + 1) }
    return ranks
  }
}
