/// How often each of many values occurs, by 64 bits that stand for a value: of numbers the number itself, of texts and
/// blobs a hash, in which two of a quarter million values meet once in five hundred million tables.
struct CountTable {
  struct Entry: BitwiseCopyable {
    var key: UInt64
    /// 0 for a place that is free.
    var count: Int
  }

  private var entries: UnsafeMutableBufferPointer<Entry> = .init(start: nil, count: 0)
  private(set) var count = 0

  /// Adds occurrences of a value.
  ///
  /// - Parameter hasRoom: whether a new value may be added.
  /// - Returns: the key's hash, and how often it has occurred; nil where it is new and there is no room for it.
  mutating func add(_ key: UInt64, _ occurrences: Int, hasRoom: Bool) -> (hash: UInt64, total: Int?) {
    if count * 2 >= entries.count { grow() }
    let hash = Self.hash(key)
    let mask = entries.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while entries[index].count > 0 {
      if entries[index].key == key {
        entries[index].count += occurrences
        return (hash, entries[index].count)
      }
      index = (index + 1) & mask
    }
    guard hasRoom else { return (hash, nil) }
    entries[index] = Entry(key: key, count: occurrences)
    count += 1
    return (hash, occurrences)
  }

  private mutating func grow() {
    let old = entries
    entries = .allocate(capacity: max(16, old.count * 2))
    entries.initialize(repeating: Entry(key: 0, count: 0))
    let mask = entries.count - 1
    for entry in old where entry.count > 0 {
      // Numbers and hashes alike: where an entry lies only has to be found again.
      var index = Int(truncatingIfNeeded: Self.hash(entry.key)) & mask
      while entries[index].count > 0 { index = (index + 1) & mask }
      entries[index] = entry
    }
    old.deallocate()
  }

  static func hash(_ key: UInt64) -> UInt64 { ValueHash.mixed(key) }

  /// The values that occurred.
  func forEach(_ body: (Entry) -> Void) {
    for entry in entries where entry.count > 0 { body(entry) }
  }

  /// Frees the memory; the table is not used after that.
  func free() { entries.deallocate() }
}

/// How many distinct values are counted one by one: of a column, and of all together.
final class TallyBudget {
  /// The most of a column.
  static let columnLimit = 1 << 18
  private var left = 1 << 22

  var hasRoom: Bool { left > 0 }

  /// Takes room for one more value.
  func take() { left -= 1 }
}
