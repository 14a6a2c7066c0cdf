import GRDB

extension Catalog {
  /// Compares two exports, and leaves every change in the temporary table `changes` of this connection.
  ///
  /// ```swift
  /// let summary = try catalog.diff(old: "spring", new: "summer")
  /// print(summary.summary)  // 1,898 → 1,944 files: +210 −164 ~273 (status 229, …)
  /// try catalog.rows("SELECT kind, count(*) FROM changes GROUP BY kind")
  /// ```
  ///
  /// Only the temporary database is written to, so the catalog may be open for reading. A catalog that was attached
  /// stays so, as `diff_old` or `diff_new`, until the next comparison.
  ///
  /// - Parameters:
  ///   - old: the older export: its name, `latest`, `previous`, or `other.db:NAME` in another catalog.
  ///   - new: the newer one.
  ///   - options: what counts as a change.
  /// - Throws: ``CatalogError`` where there is no such export, ``SQLFailure`` where it is interrupted, and what SQLite
  ///   reports.
  @discardableResult
  public func diff(old: String, new: String, options: DiffOptions = DiffOptions()) throws -> DiffSummary {
    try withConnection { _ = try CatalogShape.checked(on: $0) }
    return try read { db in
      let sql = DiffSQL(
        old: try DiffSide.find(old, attachedAs: "diff_old", on: db),
        new: try DiffSide.find(new, attachedAs: "diff_new", on: db), isPartial: options.isPartial)
      guard let handle = db.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
      // A savepoint rather than a transaction: the user of a shell may have one open.
      try db.execute(sql: "SAVEPOINT pressmark_diff")
      do {
        try DiffRun(db: db, sql: sql).run()
        let summary = try DiffSummary(sql, options: options, on: Connection(handle: handle))
        try db.execute(sql: "RELEASE pressmark_diff")
        return summary
      } catch {
        try? db.execute(sql: "ROLLBACK TO pressmark_diff; RELEASE pressmark_diff")
        if let error = error as? DatabaseError, error.resultCode == .SQLITE_INTERRUPT {
          throw SQLFailure(
            reason: .interrupted, code: error.resultCode.rawValue, message: error.message ?? "", sql: error.sql ?? "")
        }
        throw error
      }
    }
  }
}
