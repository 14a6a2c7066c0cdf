import Interruption

extension Catalog {
  /// Compares two exports, and leaves every change in the temporary table `changes` of this connection.
  ///
  /// ```swift
  /// let summary = try catalog.diff(old: "spring", new: "summer")
  /// print(summary.summary)  // spring (2025-03-31) → summer (2025-06-30): 1,898 → 1,944 files: +210 …
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
  /// - Throws: ``CatalogError`` where there is no such export, ``SQLFailure``.
  @discardableResult
  public func diff(old: String, new: String, options: DiffOptions = DiffOptions()) throws -> DiffSummary {
    try withConnection { connection in
      _ = try CatalogShape.checked(on: connection)
      let sql = DiffSQL(
        old: try DiffSide.find(old, attachedAs: "diff_old", on: connection),
        new: try DiffSide.find(new, attachedAs: "diff_new", on: connection), isPartial: options.isPartial)
      // A savepoint rather than a transaction: the user of a shell may have one open.
      try connection.run("SAVEPOINT pressmark_diff")
      do {
        try DiffRun(connection: connection, sql: sql).run()
        try Interruption.check()
        let summary = try DiffSummary(sql, on: connection)
        try connection.run("RELEASE pressmark_diff")
        return summary
      } catch {
        try? connection.run("ROLLBACK TO pressmark_diff; RELEASE pressmark_diff")
        throw error
      }
    }
  }
}
