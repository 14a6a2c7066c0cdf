import ExportFormat
import Interruption
import SQLite

/// Imports one export in one transaction.
///
/// A thread of its own reads and decodes, the calling one runs SQLite; batches go back and forth between them.
struct Importer {
  let connection: Connection
  let options: ImportOptions
  let progress: (ImportProgress) -> Void

  /// Runs the import. The catalog is changed completely or not at all.
  func run(_ sources: [any ByteSource]) throws -> ImportSummary {
    let start = ContinuousClock.now
    if let name = options.name { try ExportNames.check(name) }
    var summary: ImportSummary
    do {
      // Rows are written after those that they refer to; checking each would take as long as inserting it.
      summary = try run(sources, checksForeignKeys: false)
    } catch is TablesAreNotPassive {
      // Nothing has been read yet.
      summary = try run(sources, checksForeignKeys: true)
    }
    summary.seconds = start.duration(to: .now) / .seconds(1)
    return summary
  }

  private func run(_ sources: [any ByteSource], checksForeignKeys: Bool) throws -> ImportSummary {
    var summary = ImportSummary(export: "", exportID: 0)
    try connection.withPragmas(pragmas(checksForeignKeys: checksForeignKeys)) {
      // It can't be detached in the transaction.
      defer { try? connection.detach(ImageDatabase.name) }
      do {
        try connection.inTransaction {
          let shape = try CatalogShape.checked(on: connection)
          guard checksForeignKeys || shape.tablesArePassive else { throw TablesAreNotPassive() }
          let plan = WritePlan(shape)
          do {
            let stored = try store(sources, plan: plan)
            summary = stored.summary
            if summary.wasKnown { throw NothingToKeep() }
            progress(.analysing)
            try execute("ANALYZE main")
            try Statistics(connection: connection).write(of: plan.trusted, stored.prefixCounts)
          } catch {
            throw connection.refusal(of: error)
          }
          progress(.committing)
        }
      } catch is NothingToKeep {
      } catch {
        // Deferred constraints are checked by the commit.
        throw connection.refusal(of: error)
      }
    }
    return summary
  }

  /// What was stored, and what the statistics need to know of it.
  private typealias Stored = (summary: ImportSummary, prefixCounts: PrefixCounts)

  /// Rolls the transaction back without being an error.
  private struct NothingToKeep: Error {}

  /// Rolls the transaction back, to begin again with foreign keys.
  private struct TablesAreNotPassive: Error {}

  private func pragmas(checksForeignKeys: Bool) -> [(name: String, value: String)] {
    [
      ("foreign_keys", checksForeignKeys ? "ON" : "OFF"),
      // Holds the pages that rows and index entries are added to.
      ("cache_size", "-8000"),
      // Some builds of SQLite overwrite what they delete; an import deletes nothing.
      ("secure_delete", "OFF"),
      ("analysis_limit", "1000"),
    ]
  }

  /// Stores an export, through imposters where the plan allows them.
  private func store(_ sources: [any ByteSource], plan: WritePlan) throws -> Stored {
    let wanted: Set<CatalogTable> = options.usesImposters ? plan.trusted.intersection([.files, .groupAttributes]) : []
    // The records that are moved have their text as UTF-8, as nearly every catalog does.
    let movesRows =
      try options.usesImposters && plan.trusted.isSuperset(of: RowImposters.tables)
      && connection.rows("PRAGMA main.encoding").first?.first == "UTF-8"
    return try Imposter.with(of: wanted, and: movesRows ? RowImposters.all : [], on: connection) { apart in
      var plan = plan
      plan.apart = apart
      plan.movesRows = movesRows && !apart.isEmpty
      let olderFiles = try plan.tablesArePassive ? 0 : connection.count(.files)
      let stored = try store(sources, by: plan)
      let summary = stored.summary
      let kept = try plan.tablesArePassive ? 0 : connection.count(.files, "export_id <> \(summary.exportID)")
      guard summary.wasKnown || kept >= olderFiles else {
        throw CatalogError.refused(
          table: CatalogTable.files.name, record: nil, id: nil, .removed(count: Int(olderFiles - kept)))
      }
      return stored
    }
  }

  private func store(_ sources: [any ByteSource], by plan: WritePlan) throws -> Stored {
    let exportID = try connection.nextKey("export_id")
    let feed = BatchFeed(
      batch: RecordBatch(byteCount: 64), exportID: exportID,
      firstFileKey: try connection.nextKey("file_key"),
      firstAttributeKey: try connection.nextKey("attribute_key"))
    try insertExport(exportID)
    return try connection.withVirtualTables(
      BatchTable.allCases.map { $0.virtualTable(over: feed) }, module: "pressmark_batch"
    ) {
      try SeenIDs.withTable(on: connection) {
        try withImages(plan) { images in
          let writer = try BatchWriter(
            feed: feed, connection: connection, policy: options.policy, plan: plan, images: images)
          return try store(sources, into: writer, feed)
        }
      }
    }
  }

  /// Lends the database that shows the images of batches; nil where the plan does not want it or this SQLite lacks it.
  private func withImages<Value>(_ plan: WritePlan, _ body: (ImageDatabase?) throws -> Value) throws -> Value {
    guard plan.movesRows else { return try body(nil) }
    return try ImageDatabase.with(tables: RowImposters.image, on: connection, body)
  }

  private func store(
    _ sources: [any ByteSource], into writer: consuming BatchWriter, _ feed: BatchFeed
  ) throws -> Stored {
    let queue = BatchQueue()
    let keys = ImportKeys(export: feed.exportID, file: feed.firstFileKey, attribute: feed.firstAttributeKey)
    let decoding = Decoding(sources: sources, options: options, queue: queue, keys: writer.movesRows ? keys : nil)
    let thread: JoinableThread
    do throws(NoThread) {
      thread = try JoinableThread(stackSize: 4 << 20) { decoding.run() }
    } catch {
      throw CatalogError.noThread(errno: error.errno)
    }
    // The thread may be waiting for room in the queue, or for a pipe whose bytes never come.
    defer {
      queue.cancel()
      decoding.cancel()
      thread.join()
    }
    while true {
      try Interruption.check()
      switch queue.takeFilled() {
      case .batch(let batch, let ids, let image):
        try writer.write(batch, ids: ids, image: image)
        progress(.storing(bytes: batch.bytesRead))
        queue.giveBack(batch, image)
      case .media(let entries):
        try writer.write(entries)
        progress(.storing(bytes: feed.batch.bytesRead))
      case .end(let reading, let indexes):
        try writer.writeIndexes(indexes)
        try writer.writeCounts(indexes.labelCounter)
        try writer.checkStored()
        var summary = writer.summary
        summary.read = reading.recordCount
        summary.bytes = reading.byteCount
        summary.pageFaults = reading.pageFaults
        return (try finish(summary, reading, exportID: feed.exportID), writer.prefixCounts)
      case .failure(let error): throw error
      }
    }
  }

  /// Completes the export's row, unless the catalog has the same export already.
  private func finish(
    _ counted: ImportSummary, _ reading: ReadSummary, exportID: Int64
  ) throws -> ImportSummary {
    var summary = counted
    summary.exportID = exportID
    summary.projectID = options.projectID
    if let same = try KnownExport.find(
      digest: reading.digest, byteCount: reading.byteCount, mediaCount: summary.media, options: options,
      besides: exportID, on: connection)
    {
      if options.name.map({ $0.utf8.elementsEqual(same.name.utf8) }) ?? true {
        summary.export = same.name
        summary.exportID = same.exportID
        summary.projectID = same.projectID
        summary.wasKnown = true
        summary.attributes = Int(try connection.count(.attributes, "export_id = \(same.exportID)"))
        summary.wantedProjectID = options.projectID == same.projectID ? nil : options.projectID
        return summary
      }
      summary.sameContent = same.name
    }
    if let name = options.name {
      guard try !ExportNames.isTaken(name, on: connection) else {
        throw CatalogError.nameTaken(name: name, free: try ExportNames.free(name, on: connection))
      }
      summary.export = name
    } else {
      let day = reading.newestMinute.map { String($0.prefix(10)) }
      summary.export = try ExportNames.free(day ?? ExportNames.empty, on: connection)
    }
    if summary.rejected > 0 {
      try execute(
        """
        DELETE FROM main.attributes WHERE export_id = \(exportID) AND NOT EXISTS
          (SELECT 1 FROM main.group_attributes ga WHERE ga.attribute_key = attributes.attribute_key)
        """)
    }
    summary.attributes = Int(try connection.count(.attributes, "export_id = \(exportID)"))
    // A record that was skipped may have had the newest date.
    let newestDate = summary.rejected > 0 ? ExportOrder.computedDate(of: "exports", in: "main") : ":newest"
    let name = QueryValue.text(summary.export)
    _ = try connection.rows(
      """
      UPDATE main.exports SET name = :name, source_digest = :digest, byte_count = :bytes, record_count = :read,
        repeated_count = :repeated, rejected_count = :rejected, newest_date = \(newestDate),
        note = :note
      WHERE export_id = :id
      """,
      parameters: [
        "name": name, "digest": .text(reading.digest), "bytes": .integer(Int64(summary.bytes)),
        "read": .integer(Int64(summary.read)), "repeated": .integer(Int64(summary.repeated)),
        "rejected": .integer(Int64(summary.rejected)), "id": .integer(exportID),
        "newest": reading.newestMinute.map { .text($0) } ?? .null,
        "note": summary.note(besides: options.note).map { .text($0) } ?? .null,
      ])
    try connection.confirm(
      .exports, where: "export_id = \(exportID) AND name = :name AND source_digest = :digest",
      parameters: ["name": name, "digest": .text(reading.digest)])
    return summary
  }

  /// Inserts the export's row, with a name that no export can have; ``finish`` completes it.
  ///
  /// It comes before the rows that refer to it, so that foreign keys can be checked row by row, and an error names the
  /// record that breaks a rule.
  private func insertExport(_ exportID: Int64) throws {
    let now = try connection.rows("SELECT datetime('now')").first?.first
    let values: [String: QueryValue] = [
      "export_id": .integer(exportID), "name": .text("\u{1}importing"),
      "project_id": options.projectID.map { .integer(Int64($0)) } ?? .null, "source": .text(options.source),
      "source_digest": "", "byte_count": 0, "record_count": 0, "imported_at": now ?? .null,
      "tool_version": .text(Version.text), "note": options.note.map { .text($0) } ?? .null,
    ]
    try RowInsertion(into: .exports, columns: values.keys.sorted(), on: connection).run(values)
  }

  private func execute(_ sql: String) throws { _ = try connection.rows(sql) }
}
