import ExportFormat

/// Whether the ids of an import's records only rise or only fall, as the platform writes them, so that none can stand
/// twice.
struct IDOrder {
  private var last: [UInt8] = []
  private var rises: Bool?
  private(set) var isKept = true

  /// Looks at the records of the next batch.
  mutating func add(_ batch: RecordBatch) {
    let count = batch.decoded.records.count
    guard isKept, count > 0 else { return }
    let records = batch.decoded.records.start
    if !last.isEmpty {
      let previous = last
      isKept = previous.withUnsafeBufferPointer { goesOn($0, records[0].id.bytes) }
    }
    var index = 1
    while isKept, index < count {
      isKept = goesOn(records[index - 1].id.bytes, records[index].id.bytes)
      index += 1
    }
    last = Array(records[count - 1].id.bytes)
  }

  /// Whether two ids that follow each other go the way that the first two went.
  private mutating func goesOn(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    let isRising = left.lexicographicallyPrecedes(right)
    if !isRising, left.elementsEqual(right) { return false }
    if let rises { return rises == isRising }
    rises = isRising
    return true
  }
}
