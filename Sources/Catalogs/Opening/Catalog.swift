public import SQLite
import Synchronization

/// A catalog: one SQLite file that holds the exports that were imported into it.
///
/// Opening for queries is read-only and never creates a file:
///
/// ```swift
/// let catalog = try Catalog(path: "catalog.db")
/// let counts = try catalog.rows("SELECT status, count(*) FROM files GROUP BY status")
/// ```
public final class Catalog: Sendable {
  /// What a catalog is opened for.
  public typealias Access = DatabaseAccess

  /// The path as it was given.
  public let path: String
  /// What it was opened for.
  public let access: Access
  /// The version of the schema that the file had before this opening brought it up to date; nil where it did not.
  public var upgradedFrom: Int? { upgrade?.from }
  /// How this opening brought the file up to date; nil where it did not.
  package let upgrade: SchemaUpgrade?
  /// The version of the schema that this program makes.
  public static var schemaVersion: Int { Schema.version }

  private let database: Database
  /// Counts the comparisons, to tell the latest one.
  let comparisons = Atomic(0)

  /// Opens a catalog.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - access: what it is opened for.
  ///   - busyTimeout: how long to wait for another process's lock, in seconds.
  /// - Throws: ``DatabaseFault`` where the file is missing or can't be used, ``CatalogError`` where it is not a catalog,
  ///   or is of a newer version.
  public convenience init(path: String, access: Access = .readOnly, busyTimeout: Double = 10) throws {
    try self.init(path: path, access: access, busyTimeout: busyTimeout) { _ in }
  }

  /// Opens a catalog, and tells how far bringing an older one up to date is, which can take a while.
  ///
  /// - Parameter upgrading: is called before each step, and now and then during one, on the calling thread.
  package init(
    path: String, access: Access, busyTimeout: Double = 10, upgrading: (UpgradeProgress) -> Void
  ) throws {
    self.path = path
    self.access = access
    var upgrade: SchemaUpgrade?
    database = try Database(path: path, access: access, busyTimeout: .seconds(busyTimeout)) { connection in
      try CatalogFunctions.register(on: connection)
      upgrade = try Schema.check(connection, path: path, access: access, upgrading: upgrading)
    }
    self.upgrade = upgrade
  }

  /// Opens a catalog for a glance at its names while somebody types: only if that needs no waiting and leaves no trace.
  ///
  /// - Throws: as opening does; also where the catalog is locked, in WAL mode, or left by a killed writer.
  package init(glanceAt path: String) throws {
    self.path = path
    access = .readOnly
    database = try Database(glanceAt: path) { connection in
      try CatalogFunctions.register(on: connection)
      _ = try Schema.check(connection, path: path, access: .readOnly)
    }
    upgrade = nil
  }

  /// Makes sure that a path can be that of a catalog's file; nothing is opened.
  ///
  /// - Throws: ``DatabaseFault/noFileName(path:)``.
  public static func checkPath(_ path: String) throws(DatabaseFault) { _ = try DatabaseFile(path) }

  /// Lends the connection. Calls must not be nested.
  ///
  /// - Parameter body: receives the connection; it must not outlive the call.
  /// - Returns: what `body` returns.
  /// - Throws: ``DatabaseFault`` where the catalog can't be read or written, and what else `body` throws.
  public func withConnection<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    try database.withConnection { connection in
      do {
        return try body(connection)
      } catch {
        throw connection.meaning(of: error, during: access == .readOnly ? .reading : .beginning)
      }
    }
  }

  /// Runs one statement and copies its result, which must fit in memory; see ``Connection`` for larger ones.
  ///
  /// - Parameters:
  ///   - sql: the statement.
  ///   - parameters: the values of its parameters, by name without prefix.
  /// - Returns: the names of its columns, and its rows.
  /// - Throws: ``SQLFailure``, ``DatabaseFault``.
  public func result(of sql: String, parameters: [String: QueryValue] = [:]) throws -> QueryResult {
    try withConnection { connection in try connection.result(of: sql, parameters: parameters) }
  }

  /// Runs one statement and copies its rows, which must fit in memory; see ``Connection`` for larger results.
  ///
  /// - Parameters:
  ///   - sql: the statement.
  ///   - parameters: the values of its parameters, by name without prefix.
  /// - Returns: its rows, as the values of their columns.
  /// - Throws: ``SQLFailure``, ``DatabaseFault``.
  public func rows(_ sql: String, parameters: [String: QueryValue] = [:]) throws -> [[QueryValue]] {
    try result(of: sql, parameters: parameters).rows
  }

  /// The files of the databases that are open: the catalog's own and those attached.
  ///
  /// - Throws: ``SQLFailure``, ``DatabaseFault``.
  public func databasePaths() throws -> [String] { try withConnection { try $0.databasePaths() } }
}
