/// An index that is built after the rows.
///
/// Into an empty catalog that is cheaper: sorting all entries once takes half the time of placing each. A catalog that
/// holds exports keeps its indexes in place, for building one anew would grow with what is there.
struct DeferredIndex {
  /// The uses of the labels, by far the largest index.
  static let labels = "group_attributes_by_attribute"
  /// The ids of the files, which ``IDOrder`` keeps from standing twice meanwhile.
  static let files = "files_by_id"

  private let sql: String

  /// Drops an index of an empty catalog, within the import's transaction.
  ///
  /// - Returns: what builds it again; nil where it stays.
  static func takeAway(_ name: String, on connection: Connection) throws -> DeferredIndex? {
    guard try connection.rows("SELECT 1 FROM files LIMIT 1").isEmpty else { return nil }
    let rows = try connection.rows("SELECT sql FROM sqlite_master WHERE name = '\(name)'")
    guard let sql = rows.first?.first?.text else { return nil }
    _ = try connection.rows("DROP INDEX \(name)")
    return DeferredIndex(sql: sql)
  }

  /// Builds the index.
  ///
  /// A small cache makes many sorted runs, which SQLite sorts on a second thread; runs in memory would not be.
  func rebuild(on connection: Connection) throws {
    for statement in ["PRAGMA threads = 2", "PRAGMA cache_size = -2000", sql, Self.insertionCache] {
      _ = try connection.rows(statement)
    }
  }

  /// Holds the pages that rows and index entries are added to.
  static let insertionCache = "PRAGMA cache_size = -16000"
}
