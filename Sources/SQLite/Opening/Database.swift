import CSQLite
import FileNames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A database that is open: it owns the one connection, and lends it to one caller at a time.
///
/// ```swift
/// let database = try Database(path: "catalog.db", access: .readOnly)
/// try database.withConnection { connection in try connection.rows("SELECT count(*) FROM files") }
/// ```
///
/// `@unchecked Sendable`: the handle is used only under the lock, and closed when nothing refers to the database.
package final class Database: @unchecked Sendable {
  package typealias Access = DatabaseAccess

  private let handle: OpaquePointer
  private let statements: StatementGuard?
  private let busyTimeout: Duration
  private let turn = Turn()

  /// Opens a file.
  ///
  /// What a killed writer did not finish is undone first.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - access: what it is opened for.
  ///   - busyTimeout: how long to wait for another process's lock.
  ///   - undoesKilledWriter: false to fail where a killed writer left something to undo.
  ///   - prepare: prepares the connection before it is first lent.
  /// - Throws: ``DatabaseFault`` if the file can't be used, and what `prepare` throws.
  package convenience init(
    path: String, access: Access, busyTimeout: Duration, undoesKilledWriter: Bool = true,
    prepare: (Connection) throws -> Void
  ) throws {
    // Only a URI leads to a name that is not UTF-8.
    if !PathText.isEscaped(path) { SQLiteSettings.takePathsLiterally() }
    let file = try DatabaseFile(path)
    try file.check(mayBeMissing: access == .create)
    func open() throws -> Opened {
      do {
        return try Opened(file, access: access, busyTimeout: busyTimeout, prepare: prepare)
      } catch let failure as SQLFailure {
        throw DatabaseFault(code: failure.code, paths: [path], during: .opening(access)) ?? failure
      }
    }
    do {
      self.init(try open())
    } catch DatabaseFault.needsRollback where undoesKilledWriter {
      file.undoKilledWriter(busyTimeout: busyTimeout)
      self.init(try open())
    }
  }

  /// Opens an empty database in memory.
  ///
  /// - Parameter prepare: prepares the connection before it is first lent.
  /// - Throws: what `prepare` throws.
  package convenience init(inMemory prepare: (Connection) throws -> Void) throws {
    let handle = try Self.open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    self.init(Opened(handle: handle, statements: nil, busyTimeout: .zero))
    try withConnection(prepare)
  }

  private init(_ opened: Opened) {
    handle = opened.handle
    statements = opened.statements
    busyTimeout = opened.busyTimeout
  }

  deinit { sqlite3_close_v2(handle) }

  /// Lends the connection. Calls must not be nested.
  ///
  /// - Parameter body: receives the connection; it must not outlive the call.
  /// - Returns: what `body` returns.
  package func withConnection<Value>(_ body: (Connection) throws -> Value) rethrows -> Value {
    try turn.take {
      try body(Connection(handle: handle, statements: statements, busyTimeout: busyTimeout))
    }
  }

  /// A connection that was opened and is not owned yet.
  fileprivate struct Opened {
    var handle: OpaquePointer
    var statements: StatementGuard?
    var busyTimeout: Duration
  }

  /// Opens a file: the only place that does.
  ///
  /// - Parameters:
  ///   - name: as ``DatabaseFile/pathForSQLite()`` gives it, or `:memory:`.
  ///   - flags: see <https://sqlite.org/c3ref/open.html>.
  /// - Returns: a handle, to be closed by the caller, on which result codes are extended.
  static func open(_ name: String, _ flags: Int32) throws(SQLFailure) -> OpaquePointer {
    SQLiteSettings.countNoMemory()
    var handle: OpaquePointer?
    // The lock of the database replaces SQLite's own.
    let code = sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK, let handle else {
      defer { sqlite3_close_v2(handle) }
      let extended = handle.map(sqlite3_extended_errcode) ?? code
      throw SQLFailure(
        reason: .other, code: extended, message: sqlite3_errstr(code).map { String(cString: $0) } ?? "", sql: "")
    }
    sqlite3_extended_result_codes(handle, 1)
    pressmark_refuse_quoted_texts(handle)
    return handle
  }
}

extension Database.Opened {
  fileprivate init(
    _ file: DatabaseFile, access: Database.Access, busyTimeout: Duration, prepare: (Connection) throws -> Void
  ) throws {
    let flags = access == .readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    handle = try Database.open(try file.pathForSQLite(), flags)
    self.busyTimeout = busyTimeout
    let statements = StatementGuard(mayWrite: access != .readOnly)
    self.statements = statements
    let connection = Connection(handle: handle, statements: statements, busyTimeout: busyTimeout)
    do {
      BusyWait.install(on: handle, atMost: busyTimeout)
      statements.watch(handle)
      connection.endStatementsOnSignals()
      try connection.run("PRAGMA foreign_keys = ON")
      // Some builds of SQLite overwrite what they delete, and keep a journal of it. Nobody reads a temporary database.
      try connection.run("PRAGMA temp.secure_delete = OFF")
      // Opening alone reads nothing.
      try connection.run("SELECT 1 FROM sqlite_master LIMIT 1")
      if access != .readOnly { connection.leaveWAL() }
      try prepare(connection)
    } catch {
      sqlite3_close_v2(handle)
      throw error
    }
  }
}

extension Connection {
  /// Takes a database out of WAL mode, so that it is one file, unless somebody else has it open.
  /// See <https://sqlite.org/wal.html>.
  fileprivate func leaveWAL() {
    guard let mode = try? rows("PRAGMA main.journal_mode").first?.first?.text, mode == "wal" else { return }
    // If somebody has it open, this fails at once, and the database stays in WAL mode.
    _ = try? rows("PRAGMA main.journal_mode = DELETE")
  }
}

/// A lock for one caller at a time. It ends the program if the caller that has it asks again.
private final class Turn {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() {
    var attributes = pthread_mutexattr_t()
    pthread_mutexattr_init(&attributes)
    pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ERRORCHECK))
    pthread_mutex_init(mutex, &attributes)
    pthread_mutexattr_destroy(&attributes)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  func take<Value>(_ body: () throws -> Value) rethrows -> Value {
    let code = pthread_mutex_lock(mutex)
    precondition(code == 0, "the connection is lent already; calls must not be nested")
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }
}
