import FileNames
import Foundation
public import GRDB
import GRDBSQLite

/// A catalog: one SQLite file that holds the exports that were imported into it.
///
/// Opening for queries is read-only and never creates a file:
///
/// ```swift
/// let catalog = try Catalog(path: "catalog.db")
/// let count = try catalog.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM files") }
/// ```
public final class Catalog: Sendable {
  /// What a catalog is opened for.
  public enum Access: Sendable {
    /// Queries only; nothing can be written, and a missing file is an error.
    case readOnly
    /// Changes to a catalog that exists.
    case readWrite
    /// Changes; a missing or empty file becomes a catalog.
    case create
  }

  /// The path as it was given.
  public let path: String
  /// What it was opened for.
  public let access: Access
  let queue: DatabaseQueue

  /// Opens a catalog.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - access: what it is opened for.
  ///   - busyTimeout: how long to wait for another process's lock, in seconds.
  /// - Throws: ``CatalogError`` where the file is missing, is not a catalog, or is of a newer version.
  public init(path: String, access: Access = .readOnly, busyTimeout: Double = 10) throws {
    self.path = path
    self.access = access
    if access != .create {
      guard let kind = try? FileKind(of: path) else { throw CatalogError.noCatalog(path: path) }
      if kind == .folder { throw CatalogError.notACatalog(path: path, found: .folder) }
    }
    do {
      queue = try Self.open(path: path, access: access, busyTimeout: busyTimeout)
    } catch let error as DatabaseError
      where access == .readOnly && error.extendedResultCode == .SQLITE_READONLY_ROLLBACK
    {
      // A writer was killed. Only a connection that may write can roll its journal back.
      _ = try Self.open(path: path, access: .readWrite, busyTimeout: busyTimeout)
      queue = try Self.open(path: path, access: .readOnly, busyTimeout: busyTimeout)
    }
  }

  /// Runs statements on the connection, outside of any transaction of ours.
  ///
  /// - Parameter body: receives the connection; it must not outlive the call.
  /// - Returns: what `body` returns.
  public func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try queue.inDatabase(body)
  }

  private static func open(path: String, access: Access, busyTimeout: Double) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = access == .readOnly
    configuration.foreignKeysEnabled = true
    configuration.allowsUnsafeTransactions = true  // people type BEGIN in the shell
    configuration.busyMode = .timeout(busyTimeout)
    configuration.label = "catalog"
    configuration.prepareDatabase { db in
      try SQLFunctions.register(on: db)
    }
    do {
      let queue = try DatabaseQueue(path: try DatabaseName.of(path), configuration: configuration)
      try queue.inDatabase { db in try Schema.check(db, path: path, mayCreate: access == .create) }
      return queue
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw CatalogError.notACatalog(path: path, found: .otherFile)
    } catch let error as DatabaseError where access != .readOnly {
      throw CatalogError(code: error.resultCode.rawValue, systemError: 0, path: path, isBegun: false) ?? error
    }
  }
}
