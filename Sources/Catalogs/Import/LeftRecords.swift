/// The records of an import that are not stored, for they stand in it already: by the keys that their files would have
/// had. Whole pages of them take no room.
struct LeftRecords {
  /// Ranges of keys, rising.
  private var ranges: [Range<Int64>] = []

  var isEmpty: Bool { ranges.isEmpty }

  /// Adds a record behind those before.
  mutating func append(_ key: Int64) {
    if let last = ranges.last, last.upperBound == key {
      ranges[ranges.count - 1] = last.lowerBound..<(key + 1)
    } else {
      ranges.append(key..<(key + 1))
    }
  }

  func contains(_ key: Int64) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= key { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(key)
  }
}
