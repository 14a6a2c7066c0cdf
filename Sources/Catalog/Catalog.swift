import FileNames
import Foundation
public import GRDB
import GRDBSQLite
import Synchronization

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
  let statements: StatementGuard
  let busyTimeout: Duration
  /// The number of the comparison whose tables the connection has; one more when these are gone.
  let comparisons = Atomic(0)

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
    // Only a URI leads to a name that is not UTF-8.
    if !PathText.isEscaped(path) { SQLiteSettings.takePathsLiterally() }
    let file = try CatalogFile(path)
    try file.check(mayBeMissing: access == .create)
    let statements = StatementGuard(mayWrite: access != .readOnly)
    self.statements = statements
    self.busyTimeout = .seconds(busyTimeout)
    func open() throws -> DatabaseQueue {
      try Self.open(file, access: access, busyTimeout: busyTimeout, statements: statements)
    }
    do {
      queue = try open()
    } catch CatalogError.needsRollback {
      file.undoKilledWriter(busyTimeout: busyTimeout)
      queue = try open()
    }
  }

  /// Runs statements on the connection, outside of any transaction of ours.
  ///
  /// - Parameter body: receives the connection; it must not outlive the call.
  /// - Returns: what `body` returns.
  /// - Throws: ``CatalogError`` where the catalog can't be read or written, ``SQLFailure`` for what GRDB throws, and what
  ///   else the body throws.
  public func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try queue.inDatabase { db in
      do {
        return try body(db)
      } catch {
        guard let handle = db.sqliteConnection else { throw error }
        throw Connection(handle: handle, statements: statements).meaning(
          of: error, during: access == .readOnly ? .reading : .beginning)
      }
    }
  }

  private static func open(
    _ file: CatalogFile, access: Access, busyTimeout: Double, statements: StatementGuard
  ) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = access == .readOnly
    configuration.foreignKeysEnabled = true
    configuration.allowsUnsafeTransactions = true  // people type BEGIN in the shell
    configuration.busyMode = .callback(BusyWait.callback(seconds: busyTimeout))
    configuration.label = "catalog"
    configuration.prepareDatabase { db in
      try SQLFunctions.register(on: db)
      // In place of GRDB's own, which tells its observers what a statement does; there are none here.
      if let handle = db.sqliteConnection { statements.watch(handle) }
      db.endStatementsOnSignals()
    }
    do {
      let queue = try DatabaseQueue(path: try file.pathForSQLite(), configuration: configuration)
      try queue.inDatabase { db in
        if access != .readOnly { Self.leaveWAL(db) }
        try Schema.check(db, path: file.path, access: access)
      }
      return queue
    } catch let error as DatabaseError {
      let code = error.extendedResultCode.rawValue
      throw file.meaning(ofCode: code, access: access) ?? SQLFailure(error)
    } catch let failure as SQLFailure {
      throw file.meaning(ofCode: failure.code, access: access) ?? failure
    }
  }

  /// Brings a catalog that another program put into WAL mode back to one file, unless somebody else has it open.
  private static func leaveWAL(_ db: Database) {
    guard let mode = try? String.fetchOne(db, sql: "PRAGMA main.journal_mode"), mode == "wal" else { return }
    // Who has it open is in the way, and is not waited for: it is as good a catalog in WAL mode.
    try? db.execute(sql: "PRAGMA main.journal_mode = DELETE")
  }
}
