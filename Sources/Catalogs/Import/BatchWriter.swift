import ExportFormat
import SQLite

/// Inserts the batches of an import and counts their rows.
struct BatchWriter: ~Copyable {
  private let feed: BatchFeed
  private let connection: Connection
  private let policy: ExportReader.FaultPolicy
  private let plan: WritePlan
  private let files: BatchInsertion
  /// The insertion of the files' ids into their index, where it is written apart and the ids are no longer gathered.
  private let ids: BatchInsertion
  private let groups: BatchInsertion
  private let labels: BatchInsertion
  private let duplicates: BatchInsertion
  private let transfers: BatchInsertion
  /// What moves the rows of the three large tables, where nothing keeps it from doing so.
  private let transfer: BatchTransfer?
  private let definition: RowInsertion
  private let reject: RowInsertion
  private let media: RowInsertion
  private let seenIDs: SeenIDs
  private(set) var summary: ImportSummary
  /// What is known of the indexes of files that were gathered.
  private(set) var prefixCounts = PrefixCounts()
  private var definitionCount: Int64 = 0
  private var nextMediaKey: Int64
  /// The labels of records that are not stored.
  private var skippedLabels = LabelCounter()
  /// Whether the index of the files' ids lacks this import's files, whose ids are being gathered.
  private var lacksFileIndex: Bool

  /// Whether ``write(_:ids:image:)`` takes images.
  var movesRows: Bool { transfer != nil }

  /// - Parameter images: what shows the images of batches.
  init(
    feed: BatchFeed, connection: Connection, policy: ExportReader.FaultPolicy, plan: WritePlan, images: ImageDatabase?
  ) throws {
    func insertion(_ rows: BatchTable, _ imposter: Imposter? = nil) throws -> BatchInsertion {
      try BatchInsertion(
        of: rows, into: plan.apart.contains(rows.target) ? imposter : nil, as: plan, feed, on: connection)
    }
    let files = try insertion(.files, .files)
    let ids = try insertion(.files, .fileIDs)
    let groups = try insertion(.groups)
    let labels = try insertion(.labels, .labels)
    let duplicates = try insertion(.duplicates)
    let transfers = try insertion(.transfers)
    let transfer = try BatchTransfer(images, on: connection)
    let definition = try RowInsertion(into: .attributes, on: connection)
    let reject = try RowInsertion(into: .rejects, on: connection)
    let media = try RowInsertion(into: .media, on: connection)
    let seenIDs = try SeenIDs(on: connection)
    nextMediaKey = try connection.nextKey("media_key")
    self.feed = feed
    self.connection = connection
    self.policy = policy
    self.plan = plan
    self.files = files
    self.ids = ids
    self.groups = groups
    self.labels = labels
    self.duplicates = duplicates
    self.transfers = transfers
    self.transfer = transfer
    self.definition = definition
    self.reject = reject
    self.media = media
    self.seenIDs = seenIDs
    lacksFileIndex = plan.apart.contains(.files)
    summary = ImportSummary(export: "", exportID: feed.exportID)
  }

  /// Stores the content of a batch.
  ///
  /// - Parameters:
  ///   - ids: whether the ids of its records are new.
  ///   - image: its rows, as they are moved if all of them are stored.
  mutating func write(_ batch: RecordBatch, ids: FileIDs.Verdict, image: TreeImage?) throws {
    feed.batch = batch
    feed.firstRecord = 0
    feed.skippedInBatch = 0
    for definition in batch.decoded.newDefinitions { try insert(definition) }
    for rejected in batch.rejected { try insert(rejected) }
    if lacksFileIndex, try ids.isUnordered || ids.isRepeated(in: feed, on: connection) { try sortFileIndex() }
    if lacksFileIndex, let image, transfer != nil, batch.decoded.records.count > 0 {
      try transfer?.run(image, fileCount: batch.decoded.records.count)
      summary.groups += batch.decoded.groups.count
      summary.labels += batch.decoded.labels.count
    } else {
      try insertFiles(batch)
      summary.groups += try groups.run(feed)
      summary.labels += try labels.run(feed)
    }
    summary.duplicates += try duplicates.run(feed)
    summary.transfers += try transfers.run(feed)
    summary.stored += batch.decoded.records.count - feed.skippedInBatch
    feed.firstFileKey += Int64(batch.decoded.records.count)
  }

  /// Writes the large indexes, each in its own order, from what was gathered.
  mutating func writeIndexes(_ indexes: ImportIndexes) throws {
    let indexTransfer = transfer.map { IndexTransfer($0, feed, on: connection) }
    if lacksFileIndex { try writeFileIndex(indexes.fileIDs.reader(), indexTransfer) }
    if plan.apart.contains(.files) {
      prefixCounts = try FileIndexWriter(
        connection: connection, exportID: feed.exportID, firstFileKey: feed.startFileKey, storedCount: summary.stored,
        transfer: indexTransfer
      ).write(indexes.fileEntries)
    }
    if plan.apart.contains(.groupAttributes) {
      try writeLabelIndex(indexes.labelEntries.reader(), indexTransfer)
    }
    try feed.checkReading()
  }

  private mutating func writeFileIndex(_ ids: FileIDReader, _ transfer: IndexTransfer?) throws {
    if let transfer {
      let count = try transfer.moveIDs(ids)
      if count == summary.stored { return }
      _ = try connection.rows("DELETE FROM main.\(Imposter.fileIDs.name) WHERE export_id = \(feed.exportID)")
      return try sortFileIndex()
    }
    feed.fileIDs = ids
    try BatchInsertion(of: .fileIndex, into: .fileIDs, as: plan, feed, on: connection).run(feed)
  }

  private func writeLabelIndex(_ entries: LabelEntryReader, _ transfer: IndexTransfer?) throws {
    if let transfer {
      let count = try transfer.moveLabels(entries, feed.firstAttributeKey)
      guard count == summary.labels else {
        throw CatalogError.refused(
          table: CatalogTable.groupAttributes.name, record: nil, id: nil, .removed(count: summary.labels - count))
      }
      return
    }
    feed.labelEntries = entries
    let insertion = try BatchInsertion(of: .labelIndex, into: .labelIndex, as: plan, feed, on: connection)
    while try entries.nextList() {
      try insertion.bind(["attribute": .integer(feed.firstAttributeKey + Int64(entries.definition))])
      try insertion.run(feed)
    }
  }

  /// Lets SQLite sort the ids of the files so far into their index; those of later files are added batch by batch.
  private mutating func sortFileIndex() throws {
    lacksFileIndex = false
    _ = try connection.rows(
      """
      INSERT INTO main.\(Imposter.fileIDs.name) (export_id, file_id, file_key)
      SELECT export_id, file_id, file_key FROM main.\(Imposter.files.name) WHERE file_key >= \(feed.startFileKey)
      ORDER BY file_id
      """)
  }

  /// Stores media entries of an archive.
  mutating func write(_ entries: [MediaEntry]) throws {
    for entry in entries {
      try media.run([
        "media_key": .integer(nextMediaKey), "export_id": .integer(feed.exportID), "name": .text(entry.name),
        "object_id": .text(entry.objectID), "extension": .text(entry.fileExtension),
        "byte_count": entry.byteCount.map { .integer($0) } ?? .null,
        "crc32": entry.crc32.map { .integer(Int64($0)) } ?? .null,
      ])
      nextMediaKey += 1
    }
    summary.media += entries.count
  }

  /// Stores how often each label is used.
  func writeCounts(_ decoded: LabelCounter) throws {
    var counter = decoded
    counter.add(skippedLabels)
    // Where a trigger may have changed rows, only the tables have the right counts.
    guard counter.isComplete, plan.tablesArePassive else { return try countStoredLabels() }
    let insertion = try RowInsertion(into: .labelCounts, on: connection)
    for count in counter.counts {
      try insertion.run([
        "attribute_key": .integer(feed.firstAttributeKey + Int64(count.definition)),
        "status": .text(String(decoding: count.status, as: UTF8.self)),
        "file_type": .text(String(decoding: count.fileType, as: UTF8.self)),
        "uses": .integer(Int64(count.uses)), "files": .integer(Int64(count.files)),
      ])
    }
  }

  /// Counts the label uses that are stored; SQLite sorts them in temporary files where its cache is too small.
  private func countStoredLabels() throws {
    let statement = try connection.insertion(
      """
      INSERT INTO main.label_counts (attribute_key, status, file_type, uses, files)
      SELECT ga.attribute_key, f.status, f.file_type, count(*), count(DISTINCT ga.file_key)
      FROM main.files f CROSS JOIN main.group_attributes ga ON ga.file_key = f.file_key
      WHERE f.file_key >= :first AND f.export_id = :export
      GROUP BY ga.attribute_key, f.status COLLATE BINARY, f.file_type COLLATE BINARY
      """, table: .labelCounts)
    try statement.bind(["first": .integer(feed.startFileKey), "export": .integer(feed.exportID)])
    do { try statement.run() } catch { throw connection.refusal(of: error, table: .labelCounts) }
  }

  /// Makes sure that the stored rows are there, where a trigger or a constraint could have removed some.
  func checkStored() throws {
    guard !plan.tablesArePassive else { return }
    let stored: [(CatalogTable, Int)] = [
      (.files, summary.stored), (.attributeGroups, summary.groups), (.groupAttributes, summary.labels),
      (.duplicates, summary.duplicates), (.transfers, summary.transfers),
    ]
    for (table, count) in stored {
      let found = Int(try connection.count(table, "file_key >= \(feed.startFileKey)"))
      guard found >= count else {
        throw CatalogError.refused(table: table.name, record: nil, id: nil, .removed(count: count - found))
      }
    }
    let owned = "export_id = \(feed.exportID)"
    try connection.confirm(.media, where: owned, count: summary.media)
    try connection.confirm(.rejects, where: owned, count: summary.rejected)
    let kinds = try connection.rows(
      """
      SELECT count(*) FROM (SELECT DISTINCT ga.attribute_key, f.status COLLATE BINARY, f.file_type COLLATE BINARY
        FROM main.files f CROSS JOIN main.group_attributes ga ON ga.file_key = f.file_key
        WHERE f.file_key >= \(feed.startFileKey) AND f.\(owned))
      """)
    try connection.confirm(
      .labelCounts, where: "attribute_key IN (SELECT attribute_key FROM main.attributes WHERE \(owned))",
      count: Int(kinds.first?.first?.integer ?? 0))
  }

  /// Inserts the files, except those whose id the export has already.
  private mutating func insertFiles(_ batch: RecordBatch) throws {
    guard plan.trusted.contains(.files) else {
      for (index, firstKey) in try seenIDs.add(feed) { try skip(index, of: batch, storedKey: firstKey) }
      try files.run(feed)
      return
    }
    let isApart = plan.apart.contains(.files)
    if !lacksFileIndex { try insertUnique(batch, isApart: isApart) }
    guard isApart else { return }
    feed.firstRecord = 0
    try files.run(feed)
  }

  /// Inserts the files, or where their ids are an index apart, these; skips those whose id the export has already.
  ///
  /// The index of the ids is as schema.sql makes it: the insertion ends at an id that it has.
  private mutating func insertUnique(_ batch: RecordBatch, isApart: Bool) throws {
    // While indexes are written apart, only this one has the import's files.
    let index = isApart ? Imposter.fileIDs.name : CatalogTable.files.name
    while feed.firstRecord < batch.decoded.records.count {
      let before = connection.totalChangeCount
      do {
        if isApart { try ids.run(feed) } else { try files.run(feed) }
        return
      } catch let failure as SQLFailure where failure.constraint == .unique {
        let record = feed.firstRecord + Int(connection.totalChangeCount - before)
        let rows = try connection.rows(
          "SELECT file_key FROM main.\(index) WHERE export_id = :export AND file_id = :id",
          parameters: ["export": .integer(feed.exportID), "id": .text(batch.decoded.records[record].id.string ?? "")])
        try skip(record, of: batch, storedKey: rows.first?.first?.integer ?? 0)
        feed.firstRecord = record + 1
      }
    }
  }

  /// Skips a record whose id the export has already: one that is the same is repeated, any other is a fault.
  private mutating func skip(_ index: Int, of batch: RecordBatch, storedKey: Int64) throws {
    let record = batch.decoded.records[index]
    feed.skip(index)
    skippedLabels.remove(record, of: batch)
    let stored =
      storedKey >= feed.firstFileKey
      ? RecordContent(batch.decoded.records[Int(storedKey - feed.firstFileKey)], in: feed)
      : try RecordContent(fileKey: storedKey, on: connection)
    if stored == RecordContent(record, in: feed) {
      summary.repeated += 1
      return
    }
    let error = batch.error(.sameRecord, at: record)
    guard policy == .skip else { throw error }
    try insert(RejectedRecord(error: error, raw: Array(batch.raw(record))))
  }

  private mutating func insert(_ new: LabelDefinition) throws {
    try definition.run([
      "attribute_key": .integer(feed.firstAttributeKey + definitionCount), "export_id": .integer(feed.exportID),
      "attribute_id": .integer(new.attributeID), "level_order": .integer(new.levelOrder),
      "name": .text(String(decoding: new.name, as: UTF8.self)),
      "payload": new.payload.map { .text(String(decoding: $0, as: UTF8.self)) } ?? .null,
      "payload_type": .text(new.payloadType),
    ])
    definitionCount += 1
  }

  private mutating func insert(_ rejected: RejectedRecord) throws {
    summary.rejected += 1
    let error = rejected.error
    try reject.run(
      [
        "export_id": .integer(feed.exportID), "record_no": .integer(Int64(error.record ?? 0)),
        "source": .text(error.source), "line": .integer(Int64(error.line)), "column": .integer(Int64(error.column)),
        "path": .text(error.path), "reason": .text(error.reason), "raw": .blob(rejected.raw),
      ], record: error.record)
  }
}
