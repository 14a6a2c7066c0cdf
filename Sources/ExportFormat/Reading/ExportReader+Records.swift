extension ExportReader {
  /// Reads all records, one after the other.
  ///
  /// ```swift
  /// let reader = ExportReader(sources: [source], policy: .skip)
  /// try reader.forEachRecord { record in
  ///   print(record[.fileName] ?? "")
  /// } skipped: { rejected in
  ///   print(rejected.error)
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - body: receives each record, in the order of the export.
  ///   - skipped: receives the records that ``FaultPolicy/skip`` passes over, some time after those before them.
  /// - Throws: ``ExportError`` for a faulty export, ``PageError`` for one whose pages are not whole; what a source or a
  ///   closure throws.
  public func forEachRecord(
    _ body: (ExportRecord) throws -> Void, skipped: (RejectedRecord) throws -> Void = { _ in }
  ) throws {
    let batch = RecordBatch()
    var definitions: [LabelDefinition] = []
    while try fill(batch) {
      definitions += batch.decoded.newDefinitions
      for index in 0..<batch.decoded.records.count {
        try body(ExportRecord(batch.decoded.records[index], in: batch, definitions))
      }
      for rejected in batch.rejected { try skipped(rejected) }
    }
  }
}

extension ExportRecord {
  /// - Parameter definitions: the definitions of labels so far, by their index in the import.
  init(_ record: Record, in batch: RecordBatch, _ definitions: [LabelDefinition]) {
    self.init()
    for field in RecordField.allCases { self[field] = record[field].string }
    relatedDuplicates = record.relatedDuplicates
    reboundProject = record.hasReboundProject ? record.reboundProject : nil
    extra = record.extra.string
    groups = (record.firstGroup..<record.firstGroup + record.groupCount).map { index in
      let group = batch.decoded.groups[index]
      var plain = Group(uid: group.uid.string ?? "", extra: group.extra.string)
      plain.labels = (group.firstLabel..<group.firstLabel + group.labelCount).map {
        Label(definitions[Int(batch.decoded.labels[$0].definition)])
      }
      return plain
    }
  }
}

extension ExportRecord.Label {
  init(_ definition: LabelDefinition) {
    self.init(
      attributeID: definition.attributeID, levelOrder: definition.levelOrder,
      name: String(decoding: definition.name, as: UTF8.self),
      payload: definition.payload.map { String(decoding: $0, as: UTF8.self) }, payloadType: definition.payloadType)
  }
}
