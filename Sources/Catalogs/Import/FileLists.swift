/// The records of an import by a key that few values occur of: a list of rising records for each key, made by counting.
///
/// Lists are made for a chunk of records at a time and spilled as a *run*, so that the memory has a limit.
struct FileLists {
  /// The lists of a chunk.
  struct Run {
    /// The chunk's first record; the lists count from it.
    let firstRecord: Int
    /// Where the lists are in the spill, one after the other, as numbers of four bytes; those that are sorted by date
    /// have the dates too, in eight bytes as ``FileDates`` has them.
    let offset: Int
    /// Where each list starts among them; one more for the end. Lists that came later are not in the run.
    let starts: [Int32]
  }

  /// More lists than this are not kept.
  static let mostLists = 1 << 16

  /// Whether every record is in a list; false once there were too many lists.
  private(set) var isComplete = true
  /// The key of each list, in the order they came.
  private(set) var keys: [UInt64] = []
  private(set) var runs: [Run] = []
  private var numbers: [UInt64: UInt32] = [:]
  private var last: (key: UInt64, number: UInt32) = (.max, 0)
  /// The list of each record of the chunk.
  private var chunk: [UInt32] = []

  /// Adds the next record.
  ///
  /// - Parameter key: nil where there is none.
  @inline(__always)
  mutating func add(_ key: UInt64?) {
    guard isComplete else { return }
    guard let key else { return giveUp() }
    if key != last.key {
      if let number = numbers[key] { last = (key, number) } else { addList(key) }
    }
    chunk.append(last.number)
  }

  private mutating func addList(_ key: UInt64) {
    let number = UInt32(keys.count)
    guard keys.count < Self.mostLists else { return giveUp() }
    numbers[key] = number
    keys.append(key)
    last = (key, number)
  }

  private mutating func giveUp() {
    self = FileLists()
    isComplete = false
  }

  /// Spills the lists of the chunk.
  ///
  /// - Parameter recordCount: how many records have been added, in all chunks.
  mutating func writeRun(to spill: Spill, recordCount: Int) throws {
    guard isComplete, !chunk.isEmpty else { return }
    try writeRun(to: spill, recordCount: recordCount) { [chunk] places in
      [UInt32](unsafeUninitializedCapacity: chunk.count) { records, count in
        for (record, number) in chunk.enumerated() {
          records[Int(places[Int(number)])] = UInt32(record)
          places[Int(number)] += 1
        }
        count = chunk.count
      }
    }
  }

  /// Spills the lists of the chunk, each sorted by date.
  ///
  /// - Parameter dates: those of the records of the same chunk, sorted.
  mutating func writeRun(to spill: Spill, recordCount: Int, sortedBy dates: FileDates) throws {
    guard isComplete, !chunk.isEmpty else { return }
    guard dates.isComplete, dates.chunk.count == chunk.count else { return giveUp() }
    try writeRun(to: spill, recordCount: recordCount) { [chunk] places in
      [UInt64](unsafeUninitializedCapacity: chunk.count) { entries, count in
        for entry in dates.chunk {
          let number = Int(chunk[FileDates.record(of: entry)])
          entries[Int(places[number])] = entry
          places[number] += 1
        }
        count = chunk.count
      }
    }
  }

  /// - Parameter sorted: gives the records of all lists, one list after the other, as they are spilled; receives where
  ///   each list starts.
  private mutating func writeRun<Entry: BitwiseCopyable>(
    to spill: Spill, recordCount: Int, _ sorted: (inout [Int32]) -> [Entry]
  ) throws {
    var starts = [Int32](repeating: 0, count: keys.count + 1)
    for number in chunk { starts[Int(number) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var places = starts
    let run = Run(firstRecord: recordCount - chunk.count, offset: spill.count, starts: starts)
    try sorted(&places).withUnsafeBytes(spill.append)
    runs.append(run)
    chunk.removeAll(keepingCapacity: true)
  }
}
