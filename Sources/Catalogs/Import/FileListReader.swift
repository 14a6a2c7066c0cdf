/// Reads ``FileLists``, list by list in an order that is given.
///
/// Unchecked because only one thread has it at a time.
final class FileListReader: @unchecked Sendable {
  /// The list that is being read.
  private(set) var list = -1
  /// The record that the numbers of the block count from.
  private(set) var firstRecord = 0

  private let spill: Spill
  private let runs: [FileLists.Run]
  private let order: [Int]
  private var place = -1
  private var run = 0
  /// What is still to be read of the list's part in the run.
  private var rest: Range<Int> = 0..<0
  private static let blockSize = 16 << 10
  // Freed by deinit.
  private let block = UnsafeMutablePointer<UInt32>.allocate(capacity: FileListReader.blockSize)

  /// - Parameter order: the lists, as they are to be read.
  init(_ spill: Spill, _ lists: FileLists, order: [Int]) {
    self.spill = spill
    self.order = order
    runs = lists.runs
  }

  deinit { block.deallocate() }

  /// Moves to the next list; false after the last.
  func nextList() -> Bool {
    place += 1
    guard place < order.count else { return false }
    list = order[place]
    run = -1
    rest = 0..<0
    return true
  }

  /// The records of the list in the order of their dates, by which they were sorted.
  ///
  /// - Throws: ``DatabaseFault`` where the spill can't be read.
  func dates() throws -> FileDateReader {
    try FileDateReader(
      spill,
      runs.compactMap { run in
        guard list + 1 < run.starts.count else { return nil }
        let part = Int(run.starts[list])..<Int(run.starts[list + 1])
        guard !part.isEmpty else { return nil }
        return FileDates.Run(
          firstRecord: run.firstRecord, offset: run.offset + part.lowerBound * 8, count: part.count)
      })
  }

  /// The next records of the list, as numbers that count from ``firstRecord``; nil after the last. They are valid until
  /// the next call.
  ///
  /// - Throws: ``DatabaseFault`` where the spill can't be read.
  func nextBlock() throws -> UnsafeBufferPointer<UInt32>? {
    while rest.isEmpty {
      run += 1
      guard run < runs.count else { return nil }
      guard list + 1 < runs[run].starts.count else { continue }
      firstRecord = runs[run].firstRecord
      rest = Int(runs[run].starts[list])..<Int(runs[run].starts[list + 1])
    }
    let count = min(rest.count, Self.blockSize)
    try spill.read(
      into: UnsafeMutableRawBufferPointer(start: block, count: count * 4),
      at: runs[run].offset + rest.lowerBound * 4)
    rest = (rest.lowerBound + count)..<rest.upperBound
    return UnsafeBufferPointer(start: block, count: count)
  }
}
