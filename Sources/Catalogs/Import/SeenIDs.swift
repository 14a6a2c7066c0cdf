import ExportFormat
import SQLite

/// The ids of an import's files so far, for catalogs whose index of ids may be missing or changed, so that it can't tell
/// an id that comes again.
struct SeenIDs: ~Copyable {
  private let connection: Connection
  private let insertion: Statement

  /// Creates the temporary table of the ids for the length of a call, which must end all statements that use it.
  static func withTable<Value>(on connection: Connection, _ body: () throws -> Value) throws -> Value {
    _ = try connection.rows(
      "CREATE TABLE temp.pressmark_ids (file_id TEXT PRIMARY KEY, file_key INTEGER NOT NULL) WITHOUT ROWID")
    defer { _ = try? connection.rows("DROP TABLE IF EXISTS temp.pressmark_ids") }
    return try body()
  }

  init(on connection: Connection) throws {
    self.connection = connection
    insertion = try connection.statement(
      """
      INSERT OR IGNORE INTO temp.pressmark_ids (file_id, file_key)
      SELECT file_id, rowid FROM temp.\(BatchTable.files.name)
      """)
  }

  /// Adds the ids of the current batch.
  ///
  /// - Returns: the records of the batch whose ids came before, and the keys of the files that had the ids first.
  func add(_ feed: BatchFeed) throws -> [(record: Int, firstKey: Int64)] {
    guard try insertion.insertedRows() < feed.batch.decoded.records.count else { return [] }
    return try connection.rows(
      """
      SELECT b.rowid, i.file_key
      FROM temp.\(BatchTable.files.name) b CROSS JOIN temp.pressmark_ids i ON i.file_id = b.file_id
      WHERE i.file_key <> b.rowid ORDER BY b.rowid
      """
    ).map { row in (Int((row[0].integer ?? 0) - feed.firstFileKey), row[1].integer ?? 0) }
  }
}
