/// Reads runs of ``FileDates`` in order: by date, then by record, by merging them.
///
/// Unchecked because only one thread has it at a time.
final class FileDateReader: @unchecked Sendable {
  /// A run, read forwards through a buffer.
  private struct Cursor {
    let run: FileDates.Run
    // Freed by the reader's deinit.
    let block: UnsafeMutablePointer<UInt64>
    var place = 0
    var end = 0
    /// How many entries of the run were loaded.
    var loaded = 0
    /// The current entry's date; greater than any at the end.
    var minute = UInt64.max

    /// Moves to the next entry.
    @inline(__always)
    mutating func move(_ spill: Spill) throws {
      if place == end, try !load(spill) { return }
      minute = block[place] >> UInt64(FileDates.recordBits)
      place += 1
    }

    private mutating func load(_ spill: Spill) throws -> Bool {
      minute = .max
      let count = min(FileDateReader.blockSize, run.count - loaded)
      guard count > 0 else { return false }
      try spill.read(into: UnsafeMutableRawBufferPointer(start: block, count: count * 8), at: run.offset + loaded * 8)
      (place, end) = (0, count)
      loaded += count
      return true
    }

    @inline(__always)
    var record: Int { run.firstRecord + FileDates.record(of: block[place - 1]) }
  }

  fileprivate static let blockSize = 4 << 10

  /// The record that was read last.
  private(set) var record = -1
  /// How many dates differ, among those read.
  private(set) var dateCount = 0
  /// The text of its date, of ``PackedMinute/length`` bytes; valid until the next is read.
  let text = UnsafeMutablePointer<UInt8>.allocate(capacity: PackedMinute.length)

  private let spill: Spill
  private let cursors: UnsafeMutableBufferPointer<Cursor>
  private var current = -1
  private var minute = UInt64.max

  init(_ spill: Spill, _ runs: [FileDates.Run]) throws {
    self.spill = spill
    cursors = .allocate(capacity: runs.count)
    for (index, run) in runs.enumerated() {
      let size = min(Self.blockSize, run.count)
      cursors.initializeElement(at: index, to: Cursor(run: run, block: .allocate(capacity: size)))
    }
    for index in cursors.indices { try cursors[index].move(spill) }
  }

  deinit {
    for cursor in cursors { cursor.block.deallocate() }
    cursors.deinitialize().deallocate()
    text.deallocate()
  }

  /// Moves to the next entry; false after the last.
  ///
  /// - Throws: ``DatabaseFault`` where the spill can't be read.
  func next() throws -> Bool {
    if current >= 0 { try cursors[current].move(spill) }
    current = -1
    var first = UInt64.max
    // Of equal dates, the earlier run has the earlier records.
    for index in cursors.indices where cursors[index].minute < first {
      first = cursors[index].minute
      current = index
    }
    guard current >= 0 else { return false }
    record = cursors[current].record
    if first != minute {
      minute = first
      dateCount += 1
      PackedMinute.unpack(minute, into: text)
    }
    return true
  }
}
