import Interruption
public import SQLite
import Synchronization

/// A comparison of two exports, whose changes can be queried as long as it is open.
///
/// It owns temporary tables on the catalog's connection: `changes`, `changed_clusters` and `changed_objects`, described
/// in `docs/diff.md`. They are dropped when it ends: at the end of ``Catalog/withComparison(old:new:options:_:)``, or when
/// the last reference to it goes. A catalog has one comparison open at a time: the next one takes over the tables.
public final class Comparison: Sendable {
  /// What happened, in numbers and in the lists that stay short.
  public let summary: ComparisonSummary
  let catalog: Catalog
  private let number: Int

  init(of sides: ComparisonSides, on catalog: Catalog, connection: Connection) throws {
    // A savepoint rather than a transaction: the user of a shell may have one open.
    try connection.run("SAVEPOINT pressmark_diff")
    do {
      try ComparisonRun(sides: sides, connection: connection).run()
      try Interruption.check()
      summary = try ComparisonSummary(sides, on: connection)
      try connection.run("RELEASE pressmark_diff")
    } catch {
      try? connection.run("ROLLBACK TO pressmark_diff; RELEASE pressmark_diff")
      throw error
    }
    self.catalog = catalog
    number = catalog.comparisons.wrappingAdd(1, ordering: .relaxed).newValue
  }

  deinit { end() }

  /// Drops the tables and detaches the other catalogs, unless a later comparison has taken over or it has ended.
  func end() {
    let isOpen = catalog.comparisons.compareExchange(
      expected: number, desired: number &+ 1, ordering: .relaxed
    ).exchanged
    guard isOpen else { return }
    // Where this fails, a transaction is open that somebody typed. The next comparison begins by doing the same.
    _ = try? catalog.withConnection { connection in
      try? connection.run(SQLTexts.clearResult)
      ComparisonSide.Schema.detachAll(on: connection)
    }
  }

  /// Runs one statement, which can use the tables of the comparison, and copies its result.
  ///
  /// ```swift
  /// try comparison.result(of: "SELECT kind, count(*) FROM changes GROUP BY kind")
  /// ```
  ///
  /// - Parameters:
  ///   - sql: one statement.
  ///   - parameters: values by name, without prefix.
  /// - Throws: ``SQLFailure``.
  public func result(of sql: String, parameters: [String: QueryValue] = [:]) throws -> QueryResult {
    try catalog.result(of: sql, parameters: parameters)
  }

  /// Hands over changes one at a time, without holding them all.
  ///
  /// - Parameters:
  ///   - filter: which of them.
  ///   - body: receives each; it must not use the catalog.
  /// - Returns: how many there are, whatever the filter's limit.
  /// - Throws: ``SQLFailure``, and what `body` throws.
  @discardableResult
  public func forEachChange(_ filter: ChangeFilter = ChangeFilter(), _ body: (Change) throws -> Void) throws -> Int {
    try catalog.withConnection { connection in
      try connection.withStatement(filter.sql) { statement in
        try statement.forEachRow { row in
          if let change = Change(row) { try body(change) }
        }
      }
      return try filter.count(on: connection)
    }
  }

  /// Hands over the keys in the object storage to fetch, or to drop, in order.
  ///
  /// - Parameters:
  ///   - dropped: those that nothing refers to any more, instead of those to fetch.
  ///   - limit: the most keys to hand over; nil for all.
  ///   - body: receives each; it must not use the catalog.
  /// - Returns: how many there are, whatever the limit.
  /// - Throws: ``SQLFailure``, and what `body` throws.
  @discardableResult
  public func changedObjects(dropped: Bool, limit: Int? = nil, _ body: (String) throws -> Void) throws -> Int {
    let fate: [String: QueryValue] = ["fate": dropped ? "drop" : "fetch"]
    return try catalog.withConnection { connection in
      let keys = "FROM temp.changed_objects WHERE fate = :fate"
      try connection.withStatement("SELECT storage_key \(keys) ORDER BY 1 LIMIT \(limit.map { max($0, 0) } ?? -1)") {
        try $0.bind(fate)
        try $0.forEachRow { row in try body(row[0].copy.description) }
      }
      return Int(try connection.rows("SELECT count(*) \(keys)", parameters: fate).first?.first?.integer ?? 0)
    }
  }
}
