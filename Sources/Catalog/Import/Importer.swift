import ExportFormat
import Foundation

/// Imports one export in one transaction.
///
/// One thread reads and decodes, the calling one runs SQLite; batches go round between them.
struct Importer {
  let connection: Connection
  let options: ImportOptions
  let progress: (ImportProgress) -> Void

  /// Runs the import; the catalog is changed wholly or not at all.
  func run(_ sources: [any ByteSource]) throws -> ImportSummary {
    let start = Date()
    try prepareConnection()
    defer { try? execute("PRAGMA foreign_keys = ON") }
    var summary = ImportSummary(export: "", exportID: 0)
    do {
      try connection.inTransaction {
        summary = try Imposter.withAll(on: connection, areWanted: options.usesImposters) { hasImposters in
          try store(sources, hasImposters: hasImposters)
        }
        if summary.wasKnown { throw NothingToKeep() }
        progress(.analysing)
        try execute("ANALYZE")
        progress(.committing)
      }
    } catch is NothingToKeep {}
    summary.seconds = Date().timeIntervalSince(start)
    return summary
  }

  /// Rolls the transaction back without being an error.
  private struct NothingToKeep: Error {}

  private func prepareConnection() throws {
    // The importer writes parents before children; a check of each row would take as long as its insertion.
    try execute("PRAGMA foreign_keys = OFF")
    // Holds the pages that rows and index entries are added to.
    try execute("PRAGMA cache_size = -8000")
    // Some builds of SQLite overwrite what they delete; an import deletes nothing.
    try execute("PRAGMA secure_delete = OFF")
    try execute("PRAGMA analysis_limit = 1000")
  }

  private func store(_ sources: [any ByteSource], hasImposters: Bool) throws -> ImportSummary {
    let exportID = try nextKey("SELECT max(export_id) FROM exports")
    let feed = BatchFeed(
      batch: RecordBatch(byteCount: 64), exportID: exportID,
      firstFileKey: try nextKey("SELECT max(file_key) FROM files"),
      firstAttributeKey: try nextKey("SELECT max(attribute_key) FROM attributes"))
    try insertExport(exportID)
    let queue = BatchQueue()
    let decoding = Decoding(sources: sources, policy: options.policy, queue: queue)
    let thread = Thread { decoding.run() }
    thread.stackSize = 4 << 20
    thread.start()
    defer { queue.cancel() }
    return try BatchModule.withTables(over: feed, on: connection) {
      var writer = try BatchWriter(
        feed: feed, connection: connection, policy: options.policy, hasImposters: hasImposters)
      while true {
        switch queue.takeFilled() {
        case .batch(let batch, let ids):
          try writer.write(batch, ids: ids)
          progress(.storing(bytes: batch.bytesRead))
          queue.giveBack(batch)
        case .media(let entries):
          try writer.write(entries)
          progress(.storing(bytes: feed.batch.bytesRead))
        case .end(let reading, let indexes):
          try writer.writeIndexes(indexes)
          try writer.writeCounts(indexes.labelCounter)
          var summary = writer.summary
          summary.read = reading.recordCount
          summary.bytes = reading.byteCount
          summary.pageFaults = reading.pageFaults
          return try finish(summary, reading, exportID: exportID)
        case .failure(let error): throw error
        }
      }
    }
  }

  /// Names the export, or finds that the catalog has it.
  private func finish(
    _ counted: ImportSummary, _ reading: ReadSummary, exportID: Int64
  ) throws -> ImportSummary {
    var summary = counted
    summary.exportID = exportID
    summary.projectID = options.projectID
    if let known = try knownExport(digest: reading.digest, mediaCount: summary.media, besides: exportID),
      options.name == nil || options.name == known.name
    {
      summary.export = known.name
      summary.exportID = known.id
      summary.wasKnown = true
      return summary
    }
    if let name = options.name {
      guard try !ExportNames.isTaken(name, on: connection) else {
        throw CatalogError.nameTaken(name: name, free: try ExportNames.free(name, on: connection))
      }
      summary.export = name
    } else {
      summary.export = try ExportNames.free(reading.newestDate ?? ExportNames.empty, on: connection)
    }
    if summary.rejected > 0 {
      try execute(
        """
        DELETE FROM attributes WHERE export_id = \(exportID) AND NOT EXISTS
          (SELECT 1 FROM group_attributes ga WHERE ga.attribute_key = attributes.attribute_key)
        """)
    }
    let attributes = try connection.rows("SELECT count(*) FROM attributes WHERE export_id = \(exportID)")
    summary.attributes = Int(attributes.first?.first?.integer ?? 0)
    _ = try connection.rows(
      """
      UPDATE exports SET name = :name, source_digest = :digest, byte_count = :bytes, record_count = :read,
        repeated_count = :repeated, rejected_count = :rejected, note = :note
      WHERE export_id = :id
      """,
      parameters: [
        "name": .text(summary.export), "digest": .text(reading.digest), "bytes": .integer(Int64(summary.bytes)),
        "read": .integer(Int64(summary.read)), "repeated": .integer(Int64(summary.repeated)),
        "rejected": .integer(Int64(summary.rejected)), "id": .integer(exportID),
        "note": summary.note(besides: options.note).map { .text($0) } ?? .null,
      ])
    return summary
  }

  /// The export that has the same content already, with the same number of media entries: an archive tells more than
  /// the annotation.json out of it.
  private func knownExport(
    digest: String, mediaCount: Int, besides exportID: Int64
  ) throws -> (id: Int64, name: String)? {
    let rows = try connection.rows(
      """
      SELECT export_id, name FROM exports
      WHERE source_digest = :digest AND project_id IS :project AND export_id <> :id
        AND (SELECT count(*) FROM media m WHERE m.export_id = exports.export_id) = :media
      ORDER BY name = :name DESC, export_id LIMIT 1
      """,
      parameters: [
        "digest": .text(digest), "project": options.projectID.map { .integer(Int64($0)) } ?? .null,
        "id": .integer(exportID), "name": options.name.map { .text($0) } ?? .null,
        "media": .integer(Int64(mediaCount)),
      ])
    guard let row = rows.first, let id = row[0].integer, let name = row[1].text else { return nil }
    return (id, name)
  }

  /// The row that the others refer to; what is not known yet is put in by ``finish``.
  private func insertExport(_ exportID: Int64) throws {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withFullDate, .withTime, .withColonSeparatorInTime, .withSpaceBetweenDateAndTime]
    _ = try connection.rows(
      """
      INSERT INTO exports (export_id, name, project_id, source, source_digest, byte_count, record_count, imported_at,
        tool_version, note)
      VALUES (:id, :name, :project, :source, '', 0, 0, :now, :version, :note)
      """,
      parameters: [
        "id": .integer(exportID), "name": .text("\u{1}importing"),
        "project": options.projectID.map { .integer(Int64($0)) } ?? .null, "source": .text(options.source),
        "now": .text(formatter.string(from: Date())), "version": .text(Version.text),
        "note": options.note.map { .text($0) } ?? .null,
      ])
  }

  private func nextKey(_ sql: String) throws -> Int64 {
    (try connection.rows(sql).first?.first?.integer ?? 0) + 1
  }

  private func execute(_ sql: String) throws { _ = try connection.rows(sql) }
}

/// The work of the decoding thread.
///
/// Unchecked, for it is made by the importing thread, handed to the decoding thread, and used by that one alone.
private final class Decoding: @unchecked Sendable {
  private let sources: [any ByteSource]
  private let policy: ExportReader.FaultPolicy
  private let queue: BatchQueue

  init(sources: [any ByteSource], policy: ExportReader.FaultPolicy, queue: BatchQueue) {
    self.sources = sources
    self.policy = policy
    self.queue = queue
  }

  func run() {
    let reader = ExportReader(sources: sources, policy: policy)
    let indexes = ImportIndexes()
    for source in sources { source.setMediaReceiver { [queue] in try queue.put($0) } }
    do {
      while let batch = queue.takeEmpty() {
        guard try reader.fill(batch) else {
          queue.put(
            .end(
              ReadSummary(
                recordCount: reader.recordCount, byteCount: reader.byteCount, digest: reader.digest,
                newestDate: reader.newestDate, pageFaults: reader.pageFaults), indexes))
          return
        }
        let ids = try indexes.add(batch)
        queue.put(.batch(batch, ids))
      }
    } catch {
      queue.put(.failure(error))
    }
  }
}
