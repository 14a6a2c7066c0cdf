import ExportFormat

/// Counts the uses of each label by status and type of the files, while batches are decoded.
///
/// An export has a few statuses and types. With so many that the counts would fill the memory, it gives up.
struct LabelCounter {
  /// The uses of one label on files of one kind.
  struct Count {
    let definition: Int
    let status: [UInt8]
    let fileType: [UInt8]
    let uses: Int
    let files: Int
  }

  private struct Tally {
    var uses = 0
    var files = 0
  }

  /// Files of one status and one type, counted for each label definition.
  private struct Kind {
    let status: [UInt8]
    let fileType: [UInt8]
    var tallies: [Tally] = []

    func isOf(_ record: Record) -> Bool {
      LabelCounter.status(of: record).elementsEqual(status) && LabelCounter.fileType(of: record).elementsEqual(fileType)
    }
  }

  @inline(__always)
  private static func status(of record: Record) -> UnsafeBufferPointer<UInt8> {
    record.text(ofField: RecordField.status.rawValue).content
  }

  @inline(__always)
  private static func fileType(of record: Record) -> UnsafeBufferPointer<UInt8> {
    record.text(ofField: RecordField.fileType.rawValue).content
  }

  private static let mostKinds = 256
  private static let mostTallies = 1 << 20

  /// Whether everything was counted; false once there were too many kinds of files.
  private(set) var isComplete = true
  private var kinds: [Kind] = []
  /// The number of the record that each definition was last seen on.
  private var lastRecord: [Int] = []

  /// What was counted, without zeros.
  var counts: [Count] {
    kinds.flatMap { kind in
      kind.tallies.indices.filter { kind.tallies[$0].uses > 0 }.map {
        Count(
          definition: $0, status: kind.status, fileType: kind.fileType, uses: kind.tallies[$0].uses,
          files: kind.tallies[$0].files)
      }
    }
  }

  /// Adds the labels of a batch.
  mutating func add(_ batch: RecordBatch) {
    let labels = UnsafeBufferPointer(start: batch.decoded.labels.start, count: batch.decoded.labels.count)
    add(labels, of: batch.decoded.records.start, by: 1)
  }

  /// Subtracts the labels of one record of a batch.
  mutating func remove(_ record: Record, of batch: RecordBatch) {
    guard record.groupCount > 0 else { return }
    let first = batch.decoded.groups[record.firstGroup]
    let last = batch.decoded.groups[record.firstGroup + record.groupCount - 1]
    let labels = UnsafeBufferPointer(
      start: batch.decoded.labels.start + first.firstLabel, count: last.firstLabel + last.labelCount - first.firstLabel)
    add(labels, of: batch.decoded.records.start, by: -1)
  }

  /// Adds the counts of another counter.
  mutating func add(_ other: LabelCounter) {
    guard isComplete, other.isComplete else { return giveUp() }
    for kind in other.kinds {
      let place =
        place { $0.status == kind.status && $0.fileType == kind.fileType }
        ?? append(Kind(status: kind.status, fileType: kind.fileType))
      grow(place, to: kind.tallies.count)
      for (definition, tally) in kind.tallies.enumerated() {
        kinds[place].tallies[definition].uses += tally.uses
        kinds[place].tallies[definition].files += tally.files
      }
    }
  }

  private mutating func add(
    _ labels: UnsafeBufferPointer<LabelUse>, of records: UnsafePointer<Record>, by sign: Int
  ) {
    guard isComplete else { return }
    let definitionCount = 1 + Int(labels.reduce(-1) { max($0, $1.definition) })
    if lastRecord.count < definitionCount {
      lastRecord.append(contentsOf: repeatElement(0, count: definitionCount - lastRecord.count))
    }
    var index = 0
    while index < labels.count {
      let position = labels[index].record
      let record = records[Int(position)]
      let kind =
        place { $0.isOf(record) }
        ?? append(
          Kind(status: Array(Self.status(of: record)), fileType: Array(Self.fileType(of: record))))
      guard kinds.count <= Self.mostKinds, kinds.count * lastRecord.count <= Self.mostTallies else { return giveUp() }
      grow(kind, to: definitionCount)
      kinds[kind].tallies.withUnsafeMutableBufferPointer { tallies in
        while index < labels.count, labels[index].record == position {
          let definition = Int(labels[index].definition)
          tallies[definition].uses += sign
          if lastRecord[definition] != record.number {
            lastRecord[definition] = record.number
            tallies[definition].files += sign
          }
          index += 1
        }
      }
    }
  }

  private mutating func giveUp() {
    isComplete = false
    kinds = []
    lastRecord = []
  }

  private func place(of isKind: (Kind) -> Bool) -> Int? { kinds.firstIndex(where: isKind) }

  private mutating func append(_ kind: Kind) -> Int {
    kinds.append(kind)
    return kinds.count - 1
  }

  private mutating func grow(_ place: Int, to count: Int) {
    let missing = count - kinds[place].tallies.count
    if missing > 0 { kinds[place].tallies.append(contentsOf: repeatElement(Tally(), count: missing)) }
  }
}
