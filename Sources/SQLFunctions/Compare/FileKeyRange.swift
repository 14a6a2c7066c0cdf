import ByteText

/// Where the files of an export lie in the table: their first and last key.
///
/// An import gives its files keys in a row, so that reading this part of the table from one end to the other finds them
/// all, in whatever order their ids are: going by an index would fetch each from a page of its own.
struct FileKeyRange {
  let first: Int64
  let last: Int64

  /// Whether the export has most of the keys in it.
  func isDense(recordCount: Int64) -> Bool {
    let (width, overflows) = last.subtractingReportingOverflow(first)
    return !overflows && width / 2 <= max(recordCount, 1000)
  }

  /// Finds the range; nil for an export without files.
  init?(
    of export: ComparedExport, in database: String, on state: UnsafePointer<CompareState>
  ) throws(CompareFault) {
    let schema = "\"\(database.doubling("\""))\""
    do throws(CompareFault) {
      guard let range = try Self.find(Self.byStatus(in: schema), export, database, state) else { return nil }
      self = range
      return
    } catch {
      guard case .noCatalog = error else { throw error }
    }
    let sql = "SELECT min(file_key), max(file_key) FROM \(schema).files WHERE export_id = ?1"
    guard let range = try Self.find(sql, export, database, state) else { return nil }
    self = range
  }

  private init(first: Int64, last: Int64) { (self.first, self.last) = (first, last) }

  private static func find(
    _ sql: String, _ export: ComparedExport, _ database: String, _ state: UnsafePointer<CompareState>
  ) throws(CompareFault) -> FileKeyRange? {
    let statement = try InnerStatement(sql, on: state, database: database)
    defer { statement.finalize() }
    try statement.bind(export.id, 1)
    guard try statement.step(), case .integer(let first) = statement.value(0),
      case .integer(let last) = statement.value(1)
    else { return nil }
    return FileKeyRange(first: first, last: last)
  }

  /// The keys of each status and type are in order in this index: it goes from one pair of them to the next, and looks
  /// at the ends alone. Where the index is not, it doesn't compile.
  private static func byStatus(in schema: String) -> String {
    let files = "\(schema).files"
    return """
      WITH RECURSIVE pairs (status, file_type) AS (
        SELECT * FROM (SELECT status, file_type FROM \(files) INDEXED BY files_by_status
          WHERE export_id = ?1 ORDER BY status, file_type LIMIT 1)
        UNION ALL
        SELECT f.status, f.file_type FROM pairs p CROSS JOIN \(files) f
        WHERE f.file_key = coalesce(
          (SELECT n.file_key FROM \(files) n INDEXED BY files_by_status
            WHERE n.export_id = ?1 AND n.status = p.status AND n.file_type > p.file_type
            ORDER BY n.file_type LIMIT 1),
          (SELECT n.file_key FROM \(files) n INDEXED BY files_by_status
            WHERE n.export_id = ?1 AND n.status > p.status ORDER BY n.status, n.file_type LIMIT 1)))
      SELECT
        min((SELECT f.file_key FROM \(files) f INDEXED BY files_by_status WHERE f.export_id = ?1
          AND f.status = p.status AND f.file_type = p.file_type ORDER BY f.file_key LIMIT 1)),
        max((SELECT f.file_key FROM \(files) f INDEXED BY files_by_status WHERE f.export_id = ?1
          AND f.status = p.status AND f.file_type = p.file_type ORDER BY f.file_key DESC LIMIT 1))
      FROM pairs p
      """
  }
}
