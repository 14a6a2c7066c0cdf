/// A record that was skipped.
public struct RejectedRecord: Sendable {
  /// What is wrong with it, and where.
  public let error: ExportError
  /// Its bytes in the export.
  public let raw: [UInt8]

  package init(error: ExportError, raw: [UInt8]) {
    self.error = error
    self.raw = raw
  }
}

/// What was decoded: plain values, whose text is in the batch's input or in the arena.
///
/// A structure, so that the decoder has it to itself while it decodes a record.
package struct DecodedRecords: ~Copyable {
  package internal(set) var records = Vector<Record>(capacity: 1024)
  package internal(set) var groups = Vector<Group>(capacity: 2048)
  package internal(set) var labels = Vector<LabelUse>(capacity: 8192)
  /// The texts of the records' fields.
  var slots = FieldSlots()
  /// The definitions that this batch is the first to use, in the order of their indices.
  package internal(set) var newDefinitions: [LabelDefinition] = []
  /// Decoded strings that differ from the input. All of them together are no longer than the input, so that it
  /// never grows while slices point into it.
  private(set) var arena: UnsafeMutablePointer<UInt8>
  var arenaCount = 0

  init(arenaCapacity: Int) { arena = Self.newArena(arenaCapacity) }

  deinit { arena.deallocate() }

  mutating func removeAll() {
    records.truncate(to: 0)
    groups.truncate(to: 0)
    labels.truncate(to: 0)
    slots.removeAll()
    newDefinitions.removeAll(keepingCapacity: true)
    arenaCount = 0
  }

  /// Makes room for the strings of a longer input; nothing may have been decoded yet.
  mutating func growArena(to capacity: Int) {
    arena.deallocate()
    arena = Self.newArena(capacity)
  }

  private static func newArena(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    let arena = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + bufferPadding)
    (arena + capacity).initialize(repeating: 0, count: bufferPadding)
    return arena
  }
}

/// Decoded records, some hundreds at a time, and the memory that holds them.
///
/// A batch is filled by ``ExportReader/fill(_:)`` and used again once its content was consumed.
///
/// Unchecked: it has one owner at a time, the thread that fills it and then the one that consumes it.
package final class RecordBatch: @unchecked Sendable {
  package internal(set) var decoded: DecodedRecords
  package internal(set) var rejected: [RejectedRecord] = []
  /// Bytes of input read when this batch was complete, over all sources.
  package internal(set) var bytesRead = 0
  /// The source that the records came from.
  package internal(set) var source = ""
  /// Where the input starts in the source, and what errors call the record that follows number `recordsBefore`.
  var places = PlaceCursor()
  var recordsBefore = 0
  /// How many records came before each page that starts in the batch.
  var pageStarts: [Int] = []
  var frame = DocumentFrame()

  var input: InputBuffer

  /// - Parameter byteCount: bytes of input that a batch holds; it grows for a record that is longer.
  package init(byteCount: Int = 1 << 20) {
    input = InputBuffer(capacity: max(byteCount, 64))
    decoded = DecodedRecords(arenaCapacity: input.capacity)
  }

  func removeAll() {
    decoded.removeAll()
    rejected.removeAll()
    pageStarts.removeAll()
    input.count = 0
  }

  /// Makes room for a record that is longer than the buffer; nothing may have been decoded yet.
  func grow(toHold byteCount: Int) {
    guard byteCount > input.capacity else { return }
    input.grow(toHold: byteCount)
    decoded.growArena(to: input.capacity)
  }

  /// The bytes of a record in the export.
  package func raw(_ record: Record) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: input.base + record.inputStart, count: record.inputEnd - record.inputStart)
  }
}

extension RecordBatch {
  /// The error of a record that was found to be faulty after it was decoded.
  ///
  /// - Parameters:
  ///   - expected: what it should have been.
  ///   - record: one of the batch's.
  package func error(_ expected: Expectation, at record: Record) -> ExportError {
    var frame = frame
    let before = pageStarts.last { $0 < record.number } ?? recordsBefore
    frame.recordIndex = record.number - before - 1
    return ExportError(
      ScanFault(expected: expected, offset: record.inputStart),
      bytes: UnsafeBufferPointer(start: input.base, count: input.count), source: source, places: &places,
      record: record.number, path: frame.recordPath)
  }
}
