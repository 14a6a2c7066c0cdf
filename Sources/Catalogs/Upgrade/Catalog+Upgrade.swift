import Interruption
import SQLite

extension Catalog {
  /// Brings a catalog that an older program made up to date, in place.
  ///
  /// Opening a catalog to change it does the same. Others can read it meanwhile. What somebody added to it stays.
  ///
  /// ```swift
  /// let summary = try Catalog.upgrade("catalog.db")
  /// print(summary.from, summary.to, summary.additions.indexes)
  /// ```
  ///
  /// - Parameters:
  ///   - path: the catalog's file.
  ///   - compacts: whether its file is also written anew where that changes it: without free pages, and with pages as
  ///     large as those of a new catalog. That takes twice its size of free space, and nobody can read it meanwhile.
  ///   - busyTimeout: how long to wait for another process's lock, in seconds.
  ///   - progress: called before each step, and now and then during one, on the calling thread.
  /// - Returns: what was done.
  /// - Throws: ``DatabaseFault``, ``CatalogError``, ``SQLFailure``. The content is then as it was.
  @discardableResult
  public static func upgrade(
    _ path: String, compacts: Bool = false, busyTimeout: Double = 10, progress: (UpgradeProgress) -> Void = { _ in }
  ) throws -> UpgradeSummary {
    try withUpgrader(path, .readWrite, compacts, busyTimeout) { try $0.run(progress) }
  }

  /// Says what bringing a catalog up to date would do, and changes nothing.
  ///
  /// - Parameters: as those of ``upgrade(_:compacts:busyTimeout:progress:)``.
  /// - Throws: what that throws, and ``CatalogError/noRoom(path:folder:needed:found:)`` where it would.
  public static func plannedUpgrade(
    of path: String, compacts: Bool = false, busyTimeout: Double = 10
  ) throws -> UpgradeSummary {
    try withUpgrader(path, .readOnly, compacts, busyTimeout) { try $0.plan() }
  }

  /// The version of the schema that the file has, which can be older than ``schemaVersion`` where it is only read.
  package func storedVersion() throws -> Int {
    try withConnection { Int(try $0.userVersion(of: "main")) }
  }

  /// Opens the file as it is.
  private static func withUpgrader(
    _ path: String, _ access: Access, _ compacts: Bool, _ busyTimeout: Double,
    _ body: (Upgrader) throws -> UpgradeSummary
  ) throws -> UpgradeSummary {
    let database = try Database(path: path, access: access, busyTimeout: .seconds(busyTimeout)) { connection in
      try CatalogFunctions.register(on: connection)
    }
    return try database.withConnection { connection in
      do {
        return try body(Upgrader(connection: connection, path: path, compacts: compacts))
      } catch {
        throw connection.meaning(of: error, during: access == .readOnly ? .reading : .beginning)
      }
    }
  }
}

/// Brings one catalog up to date.
private struct Upgrader {
  let connection: Connection
  let path: String
  let compacts: Bool

  /// What there is to do.
  func plan() throws -> UpgradeSummary {
    var summary = UpgradeSummary()
    try connection.inPlainTransaction("DEFERRED") {
      let found = try SchemaFound(in: "main", on: connection)
      if found.isEmpty, found.applicationID == 0 { throw CatalogError.notACatalog(path: path, found: .emptyFile) }
      try found.check(path: path)
      let older = try OlderSchema(found, in: "main", on: connection)
      // A column that will be there is not missing, also where a catalog of today's version lost it.
      if found.version < Schema.version || older.additions.columns.isEmpty {
        try CatalogShape.checked(path: path, on: connection)
      }
      summary.from = found.version
      summary.to = Schema.version
      summary.exports = Int(try connection.rows("SELECT count(*) FROM main.exports").first?.first?.integer ?? 0)
      summary.changesSchema = older.differs
      summary.additions = older.additions
      summary.before = try connection.layout()
      summary.after = summary.before
      summary.compacts = compacts && summary.before.canBeCompacted
    }
    if summary.compacts { try CompactionRoom(summary.before, path: connection.path)?.check(path) }
    return summary
  }

  func run(_ progress: (UpgradeProgress) -> Void) throws -> UpgradeSummary {
    let start = ContinuousClock.now
    var summary = try plan()
    guard summary.isNeeded else { return summary }
    // First, because it fails more often, and an index is then made on pages in their order.
    if summary.compacts {
      try connection.reporting(.compacting, to: progress) { try connection.compact(pageSize: Schema.pageSize) }
      progress(.compacted)
      try Interruption.check()
      try connection.suggestCacheSize(insteadOf: Schema.cacheSize(forPagesOf: summary.before.pageSize))
    }
    if summary.changesSchema {
      // Another process may have done it meanwhile.
      let older = try Migration.run(on: connection, progress: progress)
      summary.changesSchema = older != nil
      summary.additions = older?.additions ?? SchemaAdditions()
      summary.from = older?.version ?? Schema.version
    }
    summary.after = try connection.layout()
    summary.seconds = start.duration(to: .now) / .seconds(1)
    return summary
  }
}

extension Connection {
  /// How the file is laid out.
  fileprivate func layout() throws -> CatalogLayout {
    func number(_ pragma: String) throws -> Int { Int(try rows("PRAGMA main.\(pragma)").first?.first?.integer ?? 0) }
    return CatalogLayout(
      pageSize: try number("page_size"), pageCount: try number("page_count"),
      freePageCount: try number("freelist_count"))
  }
}
