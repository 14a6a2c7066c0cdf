import ExportFormat
import GRDBSQLite

/// Inserts batch after batch, and counts.
struct BatchWriter: ~Copyable {
  private let feed: BatchFeed
  private let connection: Connection
  private let policy: ExportReader.FaultPolicy
  /// The table of the files: the imposter until their index is built.
  private var files: Statement
  private let groups: Statement
  private let labels: Statement
  private let fileIndex: Statement
  private let labelIndex: Statement
  private let duplicates: Statement
  private let transfers: Statement
  private let definition: Statement
  private let reject: Statement
  private let media: Statement
  private(set) var summary: ImportSummary
  private var definitionCount: Int64 = 0
  /// The labels of records that are not stored.
  private var leftLabels = LabelCounter()
  private let hasImposters: Bool
  /// Whether the index of the files' ids lacks this export, while its ids are gathered.
  private var lacksFileIndex: Bool

  /// SQLITE_CONSTRAINT_UNIQUE, a macro that Swift does not import.
  private static let uniqueConstraint = SQLITE_CONSTRAINT | (8 << 8)

  /// - Parameter hasImposters: whether ``Imposter`` can be written through.
  init(
    feed: BatchFeed, connection: Connection, policy: ExportReader.FaultPolicy, hasImposters: Bool
  ) throws {
    func insertion(_ table: BatchTable, _ name: String, _ imposter: Imposter? = nil) throws -> Statement {
      try connection.insertion(of: table, into: hasImposters ? imposter?.name ?? name : name, exportID: feed.exportID)
    }
    let files = try insertion(.files, "files", .files)
    let groups = try insertion(.groups, "attribute_groups")
    let labels = try insertion(.labels, "group_attributes", .labels)
    let fileIndex = try insertion(.fileIndex, "files", .fileIDs)
    let labelIndex = try insertion(.labelIndex, "group_attributes", .labelIndex)
    let duplicates = try insertion(.duplicates, "duplicates")
    let transfers = try insertion(.transfers, "transfers")
    let definition = try connection.statement(
      "INSERT INTO attributes VALUES (:key, :export, :id, :level, :name, :payload, :type)")
    let reject = try connection.statement(
      "INSERT INTO rejects VALUES (:export, :record, :source, :line, :column, :path, :reason, :raw)")
    let media = try connection.statement(
      """
      INSERT INTO media (export_id, name, object_id, extension, byte_count, crc32)
      VALUES (:export, :name, :object, :extension, :bytes, :crc32)
      """)
    self.feed = feed
    self.connection = connection
    self.policy = policy
    self.files = files
    self.groups = groups
    self.labels = labels
    self.fileIndex = fileIndex
    self.labelIndex = labelIndex
    self.duplicates = duplicates
    self.transfers = transfers
    self.definition = definition
    self.reject = reject
    self.media = media
    self.hasImposters = hasImposters
    lacksFileIndex = hasImposters
    summary = ImportSummary(export: "", exportID: feed.exportID)
  }

  /// Stores the content of a batch.
  mutating func write(_ batch: RecordBatch, ids: FileIDs.Verdict) throws {
    feed.batch = batch
    feed.firstRecord = 0
    feed.leftInBatch = 0
    for definition in batch.decoded.newDefinitions { try insert(definition) }
    for rejected in batch.rejected { try insert(rejected) }
    if lacksFileIndex, try ids.isUnordered || ids.isRepeated(in: feed, on: connection) { try sortFileIndex() }
    try insertFiles(batch)
    summary.groups += try groups.insertedRows(on: connection)
    summary.labels += try labels.insertedRows(on: connection)
    summary.duplicates += try duplicates.insertedRows(on: connection)
    summary.transfers += try transfers.insertedRows(on: connection)
    summary.stored += batch.decoded.records.count - feed.leftInBatch
    feed.firstFileKey += Int64(batch.decoded.records.count)
  }

  /// Writes the two large indexes in their order, from what was gathered.
  func writeIndexes(_ indexes: ImportIndexes) throws {
    if lacksFileIndex { try writeFileIndex(indexes.fileIDs.reader()) }
    if hasImposters { try writeLabelIndex(indexes.labelEntries.reader()) }
    try feed.checkReading()
  }

  private func writeFileIndex(_ ids: FileIDReader) throws {
    feed.fileIDs = ids
    try fileIndex.run()
  }

  private func writeLabelIndex(_ entries: LabelEntryReader) throws {
    feed.labelEntries = entries
    while try entries.nextList() {
      try labelIndex.bind(["attribute": .integer(feed.firstAttributeKey + Int64(entries.definition))])
      try labelIndex.run()
    }
  }

  /// Writes the index of the ids of the files so far; from now on files go into both.
  private mutating func sortFileIndex() throws {
    lacksFileIndex = false
    _ = try connection.rows(
      """
      INSERT INTO main.\(Imposter.fileIDs.name) (export_id, file_id, file_key)
      SELECT export_id, file_id, file_key FROM main.files WHERE file_key >= \(feed.startFileKey) ORDER BY file_id
      """)
    files = try connection.insertion(of: .files, into: "files", exportID: feed.exportID)
  }

  /// Stores media entries of an archive.
  mutating func write(_ entries: [MediaEntry]) throws {
    for entry in entries {
      try media.bind([
        "export": .integer(feed.exportID), "name": .text(entry.name), "object": .text(entry.objectID),
        "extension": .text(entry.fileExtension), "bytes": entry.byteCount.map { .integer($0) } ?? .null,
        "crc32": entry.crc32.map { .integer(Int64($0)) } ?? .null,
      ])
      try media.run()
    }
    summary.media += entries.count
  }

  /// Stores what was counted over all batches.
  func writeCounts(_ passed: LabelCounter) throws {
    var counter = passed
    counter.add(leftLabels)
    let insertion = try connection.statement(
      "INSERT INTO label_counts VALUES (:key, :status, :type, :uses, :files)")
    for count in counter.counts {
      try insertion.bind([
        "key": .integer(feed.firstAttributeKey + Int64(count.definition)),
        "status": .text(String(decoding: count.status, as: UTF8.self)),
        "type": .text(String(decoding: count.fileType, as: UTF8.self)),
        "uses": .integer(Int64(count.uses)), "files": .integer(Int64(count.files)),
      ])
      try insertion.run()
    }
  }

  /// Inserts the files, going on behind each one whose id the export has already.
  private mutating func insertFiles(_ batch: RecordBatch) throws {
    while feed.firstRecord < batch.decoded.records.count {
      let before = sqlite3_total_changes64(connection.handle)
      do {
        try files.run()
        return
      } catch let failure where failure.code == Self.uniqueConstraint {
        let index = feed.firstRecord + Int(sqlite3_total_changes64(connection.handle) - before)
        try leaveOut(index, of: batch)
        feed.firstRecord = index + 1
      }
    }
  }

  /// Deals with a record whose id the export has already.
  private mutating func leaveOut(_ index: Int, of batch: RecordBatch) throws {
    let record = batch.decoded.records[index]
    feed.left.append(feed.firstFileKey + Int64(index))
    feed.leftInBatch += 1
    leftLabels.remove(record, of: batch)
    let rows = try connection.rows(
      "SELECT file_key FROM files WHERE export_id = :export AND file_id = :id",
      parameters: ["export": .integer(feed.exportID), "id": .text(record.id.string ?? "")])
    let storedKey = rows.first?.first?.integer ?? 0
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
    try definition.bind([
      "key": .integer(feed.firstAttributeKey + definitionCount), "export": .integer(feed.exportID),
      "id": .integer(new.attributeID), "level": .integer(new.levelOrder),
      "name": .text(String(decoding: new.name, as: UTF8.self)),
      "payload": new.payload.map { .text(String(decoding: $0, as: UTF8.self)) } ?? .null,
      "type": .text(new.payloadType),
    ])
    try definition.run()
    definitionCount += 1
  }

  private mutating func insert(_ rejected: RejectedRecord) throws {
    summary.rejected += 1
    let error = rejected.error
    try reject.bind([
      "export": .integer(feed.exportID), "record": .integer(Int64(error.record ?? 0)), "source": .text(error.source),
      "line": .integer(Int64(error.line)), "column": .integer(Int64(error.column)), "path": .text(error.path),
      "reason": .text(error.reason), "raw": .blob(rejected.raw),
    ])
    try reject.run()
  }
}

extension Connection {
  /// Compiles the insertion of a batch's rows into a table.
  fileprivate func insertion(of rows: BatchTable, into table: String, exportID: Int64) throws -> Statement {
    let statement = try statement(rows.insertion(into: table))
    if rows == .files || rows == .fileIndex { try statement.bind(["export": .integer(exportID)]) }
    return statement
  }

  /// Compiles a statement to keep.
  fileprivate func statement(_ sql: String) throws -> Statement {
    var position = 0
    guard let statement = try Statement.compile(Array(sql.utf8), at: &position, on: self) else {
      throw SQLFailure(reason: .other, code: SQLITE_MISUSE, message: "there is no statement in it", sql: sql)
    }
    return statement
  }
}

extension Statement {
  /// Runs a statement that gives no rows.
  fileprivate func run() throws(SQLFailure) {
    defer { sqlite3_reset(handle) }
    let code = sqlite3_step(handle)
    guard code == SQLITE_DONE else { throw SQLFailure.running(sql, code: code, on: connection) }
  }

  /// Runs an insertion and says how many rows it inserted.
  fileprivate func insertedRows(on connection: Connection) throws(SQLFailure) -> Int {
    let before = sqlite3_total_changes64(connection.handle)
    try run()
    return Int(sqlite3_total_changes64(connection.handle) - before)
  }
}
