/// Reads the ids of an import's files in the order of their index, by merging runs.
///
/// Unchecked because only one thread has it at a time.
final class FileIDReader: @unchecked Sendable {
  /// A run, read block by block in rising order: a falling run from its end.
  private struct Cursor {
    let run: FileIDs.Run
    // Freed by the reader's deinit.
    let block: UnsafeMutablePointer<UInt8>
    let blockSize: Int
    /// Which ids of the run are in the block.
    var loaded = 0..<0
    /// The current id.
    var index: Int
    /// Its first eight bytes as a number that orders like them.
    var prefix: UInt64 = 0

    var isAtEnd: Bool { index < 0 || index >= run.count }
    var id: UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(start: block + (index - loaded.lowerBound) * run.idLength, count: run.idLength)
    }

    init(_ run: FileIDs.Run) {
      self.run = run
      blockSize = min(max(1, (64 << 10) / run.idLength), run.count)
      block = .allocate(capacity: blockSize * run.idLength)
      index = run.isFalling == true ? run.count - 1 : 0
    }

    /// Reads the block that has the current id, if it is not there.
    mutating func load(from spill: Spill) throws {
      if !loaded.contains(index) {
        let start = run.isFalling == true ? max(0, index + 1 - blockSize) : index
        loaded = start..<min(start + blockSize, run.count)
        let bytes = UnsafeMutableRawBufferPointer(start: block, count: loaded.count * run.idLength)
        try spill.read(into: bytes, at: run.offset + start * run.idLength)
      }
      prefix = id.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } << UInt64(8 * max(0, 8 - run.idLength))
    }

    func precedes(_ other: borrowing Cursor) -> Bool {
      prefix == other.prefix ? id.lexicographicallyPrecedes(other.id) : prefix < other.prefix
    }
  }

  /// The record whose id was read last, from 0.
  private(set) var record = -1
  /// Its id; valid until the next is read.
  var id: UnsafeBufferPointer<UInt8> { cursors[current].id }

  private let spill: Spill
  private let cursors: UnsafeMutableBufferPointer<Cursor>
  private var current = -1

  init(_ spill: Spill, runs: [FileIDs.Run]) throws {
    self.spill = spill
    cursors = .allocate(capacity: runs.count)
    for (index, run) in runs.enumerated() { cursors.initializeElement(at: index, to: Cursor(run)) }
    for index in cursors.indices { try cursors[index].load(from: spill) }
  }

  deinit {
    for cursor in cursors { cursor.block.deallocate() }
    cursors.deinitialize().deallocate()
  }

  /// Moves to the next id; false after the last.
  ///
  /// - Throws: ``DatabaseFault`` where the spill can't be read.
  func next() throws -> Bool {
    if current >= 0 {
      cursors[current].index += cursors[current].run.isFalling == true ? -1 : 1
      if !cursors[current].isAtEnd { try cursors[current].load(from: spill) }
    }
    current = -1
    for index in cursors.indices where !cursors[index].isAtEnd {
      if current < 0 || cursors[index].precedes(cursors[current]) { current = index }
    }
    guard current >= 0 else { return false }
    record = cursors[current].run.start + cursors[current].index
    return true
  }
}
