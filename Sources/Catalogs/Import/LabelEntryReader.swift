/// Reads the entries of the index of label uses in the order of the index, list by list: by label, record, group and
/// position. A label has a list in each run that it occurs in.
///
/// Unchecked because only one thread has it at a time.
final class LabelEntryReader: @unchecked Sendable {
  static let bufferSize = 64 << 10

  /// A run, read forwards through a buffer.
  private struct Run {
    // Freed by the reader's deinit.
    let buffer: UnsafeMutablePointer<UInt8>
    var position: UnsafePointer<UInt8>
    var end: UnsafePointer<UInt8>
    /// The bytes that are still to be read from the spill.
    var rest: Range<Int>
    /// The label of the list that is being read, and how many bytes of the list follow.
    var label = -1
    var remaining = 0
  }

  /// The label of the list.
  private(set) var definition = -1
  /// The entry that was read last.
  private(set) var record = 0
  private(set) var group = 0
  private(set) var position = 0

  private let spill: Spill
  private var runs: [Run]
  private var current: Run
  private var index = 0

  /// - Parameter runs: where the runs are in the spill, in the order they were written; at least one.
  init(_ spill: Spill, runs: [Range<Int>]) {
    self.spill = spill
    self.runs = runs.map { range in
      let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: Self.bufferSize)
      return Run(buffer: buffer, position: UnsafePointer(buffer), end: UnsafePointer(buffer), rest: range)
    }
    current = self.runs[0]
  }

  deinit { for run in runs { run.buffer.deallocate() } }

  /// Moves to the next entry of the list; false after the last.
  ///
  /// - Throws: ``DatabaseFault`` where the spill can't be read.
  @inline(__always)
  func next() throws -> Bool {
    guard current.remaining > 0 else { return false }
    if current.end - current.position < LabelEntries.longest, !current.rest.isEmpty { try refill(&current) }
    let start = current.position
    record &+= Int(bitPattern: Varint.read(&current.position))
    group = Int(bitPattern: Varint.read(&current.position))
    position = Int(bitPattern: Varint.read(&current.position))
    current.remaining &-= current.position - start
    return true
  }

  /// Moves to the next list: that of the smallest label, in the earliest run that has it; false after the last.
  ///
  /// - Throws: ``DatabaseFault`` where the spill can't be read.
  func nextList() throws -> Bool {
    if definition < 0 {
      for index in runs.indices { try readHead(&runs[index]) }
    } else {
      try readHead(&current)
      runs[index] = current
    }
    var found = -1
    for index in runs.indices where runs[index].label >= 0 && (found < 0 || runs[index].label < runs[found].label) {
      found = index
    }
    guard found >= 0 else { return false }
    index = found
    current = runs[found]
    if current.label != definition { record = 0 }
    definition = current.label
    return true
  }

  /// Reads the label and the length of a run's next list; the label is -1 at the run's end.
  private func readHead(_ run: inout Run) throws {
    if run.end - run.position < LabelEntries.longest, !run.rest.isEmpty { try refill(&run) }
    guard run.position < run.end else {
      run.label = -1
      return
    }
    run.label = Int(Varint.read(&run.position))
    run.remaining = Int(Varint.read(&run.position))
  }

  private func refill(_ run: inout Run) throws {
    let kept = run.end - run.position
    run.buffer.update(from: run.position, count: kept)
    let count = min(Self.bufferSize - kept, run.rest.count)
    try spill.read(into: UnsafeMutableRawBufferPointer(start: run.buffer + kept, count: count), at: run.rest.lowerBound)
    run.rest = (run.rest.lowerBound + count)..<run.rest.upperBound
    run.position = UnsafePointer(run.buffer)
    run.end = run.position + kept + count
  }
}
