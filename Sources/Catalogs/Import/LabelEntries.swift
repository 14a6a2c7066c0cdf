import ExportFormat

/// The entries of the index of label uses: added in the order of the files, then read in the order of the index.
///
/// Uses come by rising file, group and position, so a list for each label is sorted already. The lists are packed: most
/// uses take three bytes. When they fill the memory they are spilled as a *run*: for each label in order, its number, the
/// length of its list in bytes, and the list.
///
/// Unchecked because only one thread has it at a time: the decoding thread fills it, then hands it over.
final class LabelEntries: @unchecked Sendable {
  /// The list of a label: a chain of pieces of the memory.
  private struct List {
    var first: Int32 = -1
    var last: Int32 = -1
    /// Bytes used in the last piece, and in all of them.
    var used: Int32 = 0
    var count: Int32 = 0
    /// The record of the last entry, also across runs: an entry has the distance from it.
    var record = 0
  }

  /// What comes before the bytes of a piece.
  private struct PieceHeader {
    var next: Int32 = -1
    var count: Int32 = 0
  }

  private static let pieceSize = 256
  private static let pieceRoom = Int32(pieceSize - MemoryLayout<PieceHeader>.size)
  /// The most bytes that an entry takes.
  static let longest = 3 * Varint.longest

  // Freed by deinit.
  private let memory: UnsafeMutableRawPointer
  private let pieceCount: Int32
  private var usedPieces: Int32 = 0
  private var lists: [List] = []
  private var recordCount = 0
  private let spill = Spill()
  private var runs: [Range<Int>] = []

  /// - Parameter byteCount: how much memory to fill before a run is written.
  init(byteCount: Int = 8 << 20) {
    pieceCount = Int32(byteCount / Self.pieceSize)
    memory = .allocate(byteCount: byteCount, alignment: 64)
  }

  deinit { memory.deallocate() }

  /// Adds the uses of the next batch.
  ///
  /// - Throws: ``DatabaseFault`` where they can't be spilled.
  func add(_ batch: RecordBatch) throws {
    let uses = UnsafeBufferPointer(start: batch.decoded.labels.start, count: batch.decoded.labels.count)
    let listCount = 1 + Int(uses.reduce(-1) { max($0, $1.definition) })
    if listCount > lists.count {
      lists.append(contentsOf: repeatElement(List(), count: listCount - lists.count))
    }
    var added = fill(with: uses[...])
    while added < uses.count {
      try writeRun()
      added = fill(with: uses[added...])
    }
    recordCount += batch.decoded.records.count
  }

  /// Everything that was added, to be read once.
  ///
  /// - Throws: ``DatabaseFault`` where they can't be spilled.
  func reader() throws -> LabelEntryReader {
    try writeRun()
    return LabelEntryReader(spill, runs: runs)
  }

  /// Adds uses until the memory is full.
  ///
  /// - Returns: the index of the first use that was not added.
  private func fill(with uses: Slice<UnsafeBufferPointer<LabelUse>>) -> Int {
    var usedPieces = usedPieces
    defer { self.usedPieces = usedPieces }
    return lists.withUnsafeMutableBufferPointer { lists in
      for index in uses.indices {
        let use = uses[index]
        var list = lists[Int(use.definition)]
        if list.first < 0 || list.used > Self.pieceRoom - Int32(Self.longest) {
          guard usedPieces < pieceCount else { return index }
          if list.first < 0 {
            list.first = usedPieces
          } else {
            header(of: list.last).pointee = PieceHeader(next: usedPieces, count: list.used)
          }
          list.last = usedPieces
          list.used = 0
          usedPieces += 1
        }
        let record = recordCount + Int(use.record)
        let start = bytes(of: list.last) + Int(list.used)
        var end = start
        Varint.write(UInt(bitPattern: record &- list.record), to: &end)
        Varint.write(UInt(UInt32(bitPattern: use.group)), to: &end)
        Varint.write(UInt(UInt32(bitPattern: use.position)), to: &end)
        list.record = record
        list.used += Int32(end - start)
        list.count += Int32(end - start)
        lists[Int(use.definition)] = list
      }
      return uses.endIndex
    }
  }

  private func header(of piece: Int32) -> UnsafeMutablePointer<PieceHeader> {
    (memory + Int(piece) * Self.pieceSize).assumingMemoryBound(to: PieceHeader.self)
  }

  private func bytes(of piece: Int32) -> UnsafeMutablePointer<UInt8> {
    (memory + Int(piece) * Self.pieceSize + MemoryLayout<PieceHeader>.size).assumingMemoryBound(to: UInt8.self)
  }

  private func writeRun() throws {
    let start = spill.count
    var failure: (any Error)?
    var buffer: [UInt8] = []
    forEachPart { part in
      buffer += part
      guard buffer.count >= LabelEntryReader.bufferSize, failure == nil else { return }
      do { try buffer.withUnsafeBytes(spill.append) } catch { failure = error }
      buffer.removeAll(keepingCapacity: true)
    }
    if let failure { throw failure }
    try buffer.withUnsafeBytes(spill.append)
    runs.append(start..<spill.count)
  }

  /// Passes on the lists in pieces, each list after its label and length, and empties them.
  private func forEachPart(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * Varint.longest) { head in
      guard let headStart = head.baseAddress else { return }
      for label in lists.indices where lists[label].first >= 0 {
        var end = headStart
        Varint.write(UInt(label), to: &end)
        Varint.write(UInt(lists[label].count), to: &end)
        body(UnsafeBufferPointer(start: headStart, count: end - headStart))
        var piece = lists[label].first
        while piece != lists[label].last {
          let header = header(of: piece).pointee
          body(UnsafeBufferPointer(start: bytes(of: piece), count: Int(header.count)))
          piece = header.next
        }
        body(UnsafeBufferPointer(start: bytes(of: piece), count: Int(lists[label].used)))
        lists[label] = List(record: lists[label].record)
      }
    }
    usedPieces = 0
  }
}
