import SQLite

extension Catalog {
  /// Compares two exports, for the length of a call.
  ///
  /// ```swift
  /// try catalog.withComparison(old: "spring", new: "summer") { comparison in
  ///   print(comparison.summary.summary)  // spring (2025-03-31) → summer (2025-06-30): 1,898 → 1,944 files: +210 …
  ///   try comparison.forEachChange { change in print(change.kind, change.fileID ?? "") }
  /// }
  /// ```
  ///
  /// Only the temporary database is written to, so the catalog may be open for reading.
  ///
  /// - Parameters:
  ///   - old: the older export: its name, `latest`, `previous`, or `other.db:NAME` in another catalog.
  ///   - new: the newer one.
  ///   - options: what counts as a change.
  ///   - body: receives the comparison, whose tables are gone when it returns.
  /// - Returns: what `body` returns.
  /// - Throws: ``CatalogError`` where there is no such export, ``SQLFailure``, and what `body` throws.
  public func withComparison<Value>(
    old: String, new: String, options: ComparisonOptions = ComparisonOptions(), _ body: (Comparison) throws -> Value
  ) throws -> Value {
    let comparison = try comparison(old: old, new: new, options: options)
    defer { comparison.end() }
    return try body(comparison)
  }

  /// Compares two exports in numbers.
  ///
  /// ```swift
  /// try catalog.diff(old: "previous", new: "latest").files.added  // 210
  /// ```
  ///
  /// - Parameters:
  ///   - old: the older export: its name, `latest`, `previous`, or `other.db:NAME` in another catalog.
  ///   - new: the newer one.
  ///   - options: what counts as a change.
  /// - Returns: what happened.
  /// - Throws: ``CatalogError`` where there is no such export, ``SQLFailure``.
  @discardableResult
  public func diff(
    old: String, new: String, options: ComparisonOptions = ComparisonOptions()
  ) throws -> ComparisonSummary {
    try withComparison(old: old, new: new, options: options) { $0.summary }
  }

  /// Compares two exports, until the comparison is let go or another one takes over its tables: for a session in which
  /// people query them. Elsewhere use ``withComparison(old:new:options:_:)``.
  ///
  /// - Parameters:
  ///   - old: the older export: its name, `latest`, `previous`, or `other.db:NAME` in another catalog.
  ///   - new: the newer one.
  ///   - options: what counts as a change.
  /// - Returns: the comparison. Its last reference must not go within a call that lends the connection.
  /// - Throws: ``CatalogError`` where there is no such export, ``SQLFailure``. A comparison that was open stays so then.
  public func comparison(
    old: String, new: String, options: ComparisonOptions = ComparisonOptions()
  ) throws -> Comparison {
    try withConnection { connection in
      _ = try CatalogShape.checked(on: connection)
      do {
        let sides = ComparisonSides(
          old: try ComparisonSide.find(old, attachedAs: .old, on: connection),
          new: try ComparisonSide.find(new, attachedAs: .new, on: connection), isPartial: options.isPartial)
        return try Comparison(of: sides, on: self, connection: connection)
      } catch {
        ComparisonSide.Schema.detachAll(on: connection)
        throw error
      }
    }
  }
}
