/// The index of the labels' uses, by far the largest one.
///
/// Into an empty catalog it is built after the rows: sorting them all once takes half the time of placing each. A
/// catalog that holds exports keeps it in place, for building it anew would grow with what is there.
struct LabelIndex {
  private static let name = "group_attributes_by_attribute"
  private let sql: String

  /// Drops the index of an empty catalog, within the import's transaction.
  ///
  /// - Returns: what builds it again; nil where it stays.
  static func takeAway(on connection: Connection) throws -> LabelIndex? {
    guard try connection.rows("SELECT 1 FROM group_attributes LIMIT 1").isEmpty else { return nil }
    let rows = try connection.rows("SELECT sql FROM sqlite_master WHERE name = '\(name)'")
    guard let sql = rows.first?.first?.text else { return nil }
    _ = try connection.rows("DROP INDEX \(name)")
    return LabelIndex(sql: sql)
  }

  /// Builds the index.
  ///
  /// A small cache makes many sorted runs, which SQLite sorts on a second thread; runs in memory would not be.
  func rebuild(on connection: Connection) throws {
    for statement in ["PRAGMA threads = 2", "PRAGMA cache_size = -2000", sql] {
      _ = try connection.rows(statement)
    }
  }
}
