import ExportFormat

/// Counts the uses of each label by status and type of the files, while they pass by.
struct LabelCounter {
  /// The uses of one label on files of one kind.
  struct Count {
    let definition: Int
    let status: [UInt8]
    let fileType: [UInt8]
    let uses: Int
    let files: Int
  }

  /// Files of one status and one type; the counts are by definition.
  private struct Kind {
    let status: [UInt8]
    let fileType: [UInt8]
    var uses: [Int] = []
    var files: [Int] = []

    func isOf(_ record: Record) -> Bool {
      record.status.bytes.elementsEqual(status) && record.fileType.bytes.elementsEqual(fileType)
    }
  }

  private var kinds: [Kind] = []
  /// The number of the record that each definition was last seen on.
  private var lastRecord: [Int] = []

  /// What was counted, without zeros.
  var counts: [Count] {
    kinds.flatMap { kind in
      kind.uses.indices.filter { kind.uses[$0] > 0 }.map {
        Count(
          definition: $0, status: kind.status, fileType: kind.fileType, uses: kind.uses[$0], files: kind.files[$0])
      }
    }
  }

  /// Adds the labels of a batch.
  ///
  /// - Parameters:
  ///   - batch: the batch.
  ///   - definitionCount: how many definitions the import has so far.
  ///   - left: indices of its records that are not stored.
  mutating func add(_ batch: RecordBatch, definitionCount: Int, without left: Set<Int>) {
    grow(&lastRecord, to: definitionCount)
    var index = 0
    let count = batch.decoded.labels.count
    while index < count {
      let position = Int(batch.decoded.labels[index].record)
      let record = batch.decoded.records[position]
      let isLeft = !left.isEmpty && left.contains(position)
      let kind = isLeft ? 0 : self.kind(of: record, definitionCount: definitionCount)
      while index < count, Int(batch.decoded.labels[index].record) == position {
        if !isLeft {
          let definition = Int(batch.decoded.labels[index].definition)
          kinds[kind].uses[definition] += 1
          if lastRecord[definition] != record.number {
            lastRecord[definition] = record.number
            kinds[kind].files[definition] += 1
          }
        }
        index += 1
      }
    }
  }

  /// The place of a record's kind, with room for all definitions.
  private mutating func kind(of record: Record, definitionCount: Int) -> Int {
    let found = kinds.firstIndex { $0.isOf(record) }
    if found == nil { kinds.append(Kind(status: Array(record.status.bytes), fileType: Array(record.fileType.bytes))) }
    let place = found ?? kinds.count - 1
    if kinds[place].uses.count < definitionCount {
      grow(&kinds[place].uses, to: definitionCount)
      grow(&kinds[place].files, to: definitionCount)
    }
    return place
  }

  private func grow(_ values: inout [Int], to count: Int) {
    if values.count < count { values.append(contentsOf: repeatElement(0, count: count - values.count)) }
  }
}
