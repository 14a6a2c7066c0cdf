/// A record as it was decoded.
public struct Record: BitwiseCopyable {
  public var id = ByteSlice.null
  public var authorName = ByteSlice.null
  public var validatorName = ByteSlice.null
  public var fileName = ByteSlice.null
  public var fileType = ByteSlice.null
  public var status = ByteSlice.null
  public var uploadDate = ByteSlice.null
  public var updateDate = ByteSlice.null
  public var rebound = ByteSlice.null
  public var relatedDuplicates: Int64 = 0
  public var reboundProject: Int64 = 0
  public var hasReboundProject = false
  /// A JSON object of the fields that are not known, or null.
  public var extra = ByteSlice.null
  /// The content hash; see ``ContentDigest``.
  public var digest: UInt64 = 0
  /// Where its groups stand in the batch.
  public var firstGroup = 0
  public var groupCount = 0
  /// Its number in the import, from 1.
  public var number = 0
  /// Its bytes, offsets in the batch's input.
  var inputStart = 0
  var inputEnd = 0
}

/// An attribute group of a record.
public struct Group: BitwiseCopyable {
  public var uid = ByteSlice.null
  public var extra = ByteSlice.null
  /// Its record's index in the batch, and its own in the record.
  public var record = 0
  public var number = 0
  public var firstLabel = 0
  public var labelCount = 0
}

/// A label that a group carries.
public struct LabelUse: BitwiseCopyable {
  /// Indices: of the record in the batch, of the group in the record, of the label in the group.
  public var record: Int32
  public var group: Int32
  public var position: Int32
  /// The definition's index in the import, from 0.
  public var definition: Int32
}

/// A label as the export defines it.
public struct LabelDefinition: Hashable, Sendable {
  public let attributeID: Int64
  public let levelOrder: Int64
  public let name: [UInt8]
  /// As SQLite's `json_each` shows a value; nil for null.
  public let payload: [UInt8]?
  /// As SQLite's `json_type` names it.
  public let payloadType: String
}

/// A record that was skipped.
public struct RejectedRecord: Sendable {
  public let error: ExportError
  /// Its bytes as they stood.
  public let raw: [UInt8]

  public init(error: ExportError, raw: [UInt8]) {
    self.error = error
    self.raw = raw
  }
}

/// What was decoded: plain values, whose text lies in the batch's input or in the arena.
///
/// A structure, so that the decoder has it to itself while it decodes a record.
public struct DecodedRecords: ~Copyable {
  public var records = Vector<Record>(capacity: 1024)
  public var groups = Vector<Group>(capacity: 2048)
  public var labels = Vector<LabelUse>(capacity: 8192)
  /// The definitions that this batch is the first to use, in the order of their indices.
  public internal(set) var newDefinitions: [LabelDefinition] = []
  /// Decoded strings that differ from the input. All of them together are no longer than the input, so that it
  /// never grows while slices point into it.
  private(set) var arena: UnsafeMutablePointer<UInt8>
  var arenaCount = 0

  init(arenaCapacity: Int) { arena = .allocate(capacity: arenaCapacity) }

  deinit { arena.deallocate() }

  mutating func removeAll() {
    records.truncate(to: 0)
    groups.truncate(to: 0)
    labels.truncate(to: 0)
    newDefinitions.removeAll(keepingCapacity: true)
    arenaCount = 0
  }

  /// Makes room for the strings of a longer input; nothing may have been decoded yet.
  mutating func growArena(to capacity: Int) {
    arena.deallocate()
    arena = .allocate(capacity: capacity)
  }
}

/// Decoded records, some hundreds at a time, and the memory that holds them.
///
/// A batch is filled by ``ExportReader/fill(_:)`` and used again once its content was consumed.
///
/// Unchecked, for it has one owner at a time: the thread that fills it hands it over to the one that consumes it.
public final class RecordBatch: @unchecked Sendable {
  public internal(set) var decoded: DecodedRecords
  public internal(set) var rejected: [RejectedRecord] = []
  /// Bytes of input read when this batch was complete, over all sources.
  public internal(set) var bytesRead = 0
  /// The source that the records came from.
  public internal(set) var source = ""
  /// Where the input starts in the source, and what errors call the record that follows number `recordsBefore`.
  var places = PlaceCursor()
  var recordsBefore = 0
  /// How many records came before each page that starts in the batch.
  var pageStarts: [Int] = []
  var frame = DocumentFrame()

  var input: InputBuffer

  /// - Parameter byteCount: bytes of input that a batch holds; it grows for a record that is longer.
  public init(byteCount: Int = 1 << 20) {
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

  /// The bytes of a record as they stood in the export.
  public func raw(_ record: Record) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: input.base + record.inputStart, count: record.inputEnd - record.inputStart)
  }
}

extension RecordBatch {
  /// The error that a record of the batch is, found after it was decoded.
  ///
  /// - Parameters:
  ///   - expected: what it should have been.
  ///   - record: one of the batch's.
  public func error(_ expected: Expectation, at record: Record) -> ExportError {
    var frame = frame
    let before = pageStarts.last { $0 < record.number } ?? recordsBefore
    frame.recordIndex = record.number - before - 1
    return ExportError(
      ScanFault(expected: expected, offset: record.inputStart),
      bytes: UnsafeBufferPointer(start: input.base, count: input.count), source: source, places: &places,
      record: record.number, path: frame.recordPath)
  }
}

/// Input bytes, followed by zero bytes that words can be loaded from.
struct InputBuffer: ~Copyable {
  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int
  var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: capacity + bufferPadding)
    base.initialize(repeating: 0, count: capacity + bufferPadding)
  }

  deinit { base.deallocate() }

  /// The room behind the content.
  var free: UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(start: base + count, count: capacity - count)
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    precondition(bytes.count <= capacity - count, "the buffer has room for what is appended")
    (base + count).update(from: start, count: bytes.count)
    count += bytes.count
  }

  /// Puts the zero bytes behind the content.
  func pad() { (base + count).update(repeating: 0, count: bufferPadding) }

  mutating func grow(toHold byteCount: Int) {
    var wanted = capacity
    while wanted < byteCount { wanted *= 2 }
    let wider = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted + bufferPadding)
    wider.initialize(from: base, count: count)
    base.deallocate()
    base = wider
    capacity = wanted
  }
}
