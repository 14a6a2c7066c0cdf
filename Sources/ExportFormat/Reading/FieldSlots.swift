/// The texts of the fields of a batch's records: a slot for each field and record.
///
/// The slots of a record stay where they are while others are added, so that a ``Record`` can point to its own.
struct FieldSlots: ~Copyable {
  /// Records that a block has slots for.
  private static let recordsPerBlock = 1024

  private let fieldCount = RecordField.count
  private var blocks: [UnsafeMutablePointer<ByteSlice>] = []
  private var block = 0
  /// The slots of the record that comes next, and the end of their block.
  private(set) var next: UnsafeMutablePointer<ByteSlice>
  private var end: UnsafeMutablePointer<ByteSlice>

  init() {
    next = Self.newBlock()
    end = next + Self.recordsPerBlock * fieldCount
    blocks = [next]
  }

  deinit { for block in blocks { block.deallocate() } }

  /// A block whose slots are all null: those of fields that are no text stay so.
  private static func newBlock() -> UnsafeMutablePointer<ByteSlice> {
    let capacity = recordsPerBlock * RecordField.count
    let block = UnsafeMutablePointer<ByteSlice>.allocate(capacity: capacity)
    block.initialize(repeating: .null, count: capacity)
    return block
  }

  /// Keeps the next record's slots.
  @inline(__always)
  mutating func keepNext() {
    next += fieldCount
    if next == end { moveOn() }
  }

  mutating func removeAll() {
    block = 0
    enter(blocks[0])
  }

  @inline(never)
  private mutating func moveOn() {
    block += 1
    if block == blocks.count { blocks.append(Self.newBlock()) }
    enter(blocks[block])
  }

  private mutating func enter(_ start: UnsafeMutablePointer<ByteSlice>) {
    next = start
    end = start + Self.recordsPerBlock * fieldCount
  }
}
