/// The records of an import by date: sorted in chunks, which are spilled as runs and merged when they are read.
struct FileDates {
  /// A record and its date in one number, the date first.
  static let recordBits = 64 - PackedMinute.bitCount

  /// The record of such a number, counted from the start of its chunk.
  @inline(__always)
  static func record(of entry: UInt64) -> Int { Int(entry & (1 << UInt64(recordBits) - 1)) }

  /// A sorted chunk.
  struct Run {
    /// The chunk's first record; its entries count from it.
    let firstRecord: Int
    /// Where its entries are in the spill.
    let offset: Int
    let count: Int
  }

  /// Whether every record is there; false once one had a date of another form.
  private(set) var isComplete = true
  private(set) var runs: [Run] = []
  /// A record of the chunk and its date, each.
  private(set) var chunk: [UInt64] = []

  /// Adds the next record.
  @inline(__always)
  mutating func add(_ date: UnsafeBufferPointer<UInt8>) {
    guard isComplete else { return }
    guard let minute = PackedMinute.pack(date), chunk.count < 1 << Self.recordBits else {
      self = FileDates()
      isComplete = false
      return
    }
    chunk.append(minute << UInt64(Self.recordBits) | UInt64(chunk.count))
  }

  /// Sorts the chunk: by date, then by record.
  mutating func sortChunk() { Self.sort(&chunk) }

  /// Spills the chunk, which is sorted.
  ///
  /// - Parameter recordCount: how many records have been added, in all chunks.
  mutating func writeRun(to spill: Spill, recordCount: Int) throws {
    guard isComplete, !chunk.isEmpty else { return }
    runs.append(Run(firstRecord: recordCount - chunk.count, offset: spill.count, count: chunk.count))
    try chunk.withUnsafeBytes(spill.append)
    chunk.removeAll(keepingCapacity: true)
  }

  /// Sorts entries by date, digit by digit from the lowest. Entries of one date stay in their order, that of the records.
  static func sort(_ entries: inout [UInt64]) {
    let digitBits = 10
    let mask = UInt64(1 << digitBits - 1)
    var other = entries
    for shift in stride(from: UInt64(recordBits), to: 64, by: digitBits) {
      var places = [Int](repeating: 0, count: 1 << digitBits)
      for entry in entries { places[Int(entry >> shift & mask)] += 1 }
      if places.contains(entries.count) { continue }
      var start = 0
      for digit in places.indices { (places[digit], start) = (start, start + places[digit]) }
      for entry in entries {
        let digit = Int(entry >> shift & mask)
        other[places[digit]] = entry
        places[digit] += 1
      }
      swap(&entries, &other)
    }
  }
}
