import CSQLite
import FileNames
import Files
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Lets others read the database while a transaction writes, until its commit.
///
/// SQLite keeps changed pages in its cache. When the cache overflows, it takes the exclusive lock, and nobody can read.
/// Here that lock is put off until the commit. Until then
/// - pages after the end of the database are written to the file at once, because nobody reads pages that the header
///   does not count (<https://sqlite.org/fileformat2.html>, section 1.3.7),
/// - pages that were free are written at once too, because nobody reads them and no rollback restores them,
/// - all other pages are held in a temporary file.
///
/// SQLite writes and syncs its journal before any page, as always. If the process is killed, the next one that opens
/// the database uses the journal to cut off the new pages and to restore the old ones.
///
/// At the commit the new pages are synced first. Then, at a moment without readers, the lock is taken and the held
/// pages are written. SQLite syncs them and deletes the journal.
///
/// The methods of the connection's file are replaced by ones that do this and then call SQLite's own
/// (<https://sqlite.org/c3ref/io_methods.html>). ``install(on:)`` does so only if the file is as described here.
final class LateLock {
  /// SQLite sees the table of methods; this object follows it in memory.
  private struct Methods {
    var table: sqlite3_io_methods
    let lock: Unmanaged<LateLock>
  }

  private enum Stage {
    /// SQLite has not asked for the exclusive lock.
    case idle
    /// SQLite was told that it has the lock.
    case putOff
    /// It has the lock.
    case taken
  }

  private let file: UnsafeMutablePointer<sqlite3_file>
  private let own: UnsafePointer<sqlite3_io_methods>
  private let methods: UnsafeMutablePointer<Methods>
  private let path: String
  private let busyTimeout: Duration
  private var pages: HeldPages
  private var stage = Stage.idle
  private var journal: Int32 = -1
  /// Set while a ROLLBACK runs: the file already has what it writes back.
  var isRollingBack = false
  /// Why a page could not be held; SQLite reports only that a write failed.
  private(set) var failure: (any Error)?

  /// Puts off the exclusive lock of the connection's transaction.
  ///
  /// - Parameter connection: in a transaction that has written nothing.
  /// - Returns: nil if the database has no rollback journal, or if its file is not as SQLite writes it today.
  static func install(on connection: Connection) throws -> LateLock? {
    let journal = try connection.rows("PRAGMA main.journal_mode").first?.first?.text ?? ""
    guard ["delete", "truncate", "persist"].contains(journal), let file = connection.file(of: "main"),
      let own = file.pointee.pMethods, own.pointee.iVersion >= 1,
      let layout = try FileLayout(connection, file, own)
    else { return nil }
    return LateLock(file, own, layout, path: connection.path, busyTimeout: connection.busyTimeout)
  }

  private init(
    _ file: UnsafeMutablePointer<sqlite3_file>, _ own: UnsafePointer<sqlite3_io_methods>, _ layout: FileLayout,
    path: String, busyTimeout: Duration
  ) {
    self.file = file
    self.own = own
    self.path = path
    self.busyTimeout = busyTimeout
    pages = HeldPages(layout)
    methods = .allocate(capacity: 1)
    methods.initialize(to: Methods(table: own.pointee, lock: Unmanaged.passUnretained(self)))
    methods.pointee.table.replaceMethods()
    file.pointee.pMethods = UnsafeRawPointer(methods).assumingMemoryBound(to: sqlite3_io_methods.self)
  }

  deinit { methods.deallocate() }

  /// Restores the file's methods, once the transaction has ended.
  func remove() {
    file.pointee.pMethods = own
    if journal >= 0 { close(journal) }
  }

  /// The object that belongs to a file's methods.
  fileprivate static func of(_ file: UnsafeMutablePointer<sqlite3_file>) -> LateLock {
    UnsafeRawPointer(file.pointee.pMethods).assumingMemoryBound(to: Methods.self).pointee.lock.takeUnretainedValue()
  }

  fileprivate func take(_ level: Int32) -> Int32 {
    guard level == SQLITE_LOCK_EXCLUSIVE, stage != .taken else { return own.pointee.xLock(file, level) }
    stage = .putOff
    return SQLITE_OK
  }

  fileprivate func release(_ level: Int32) -> Int32 {
    // A commit has already written them; pages that are still held belong to a rollback.
    pages.removeAll()
    stage = .idle
    return own.pointee.xUnlock(file, level)
  }

  fileprivate func read(into buffer: UnsafeMutableRawPointer, count: Int32, at offset: sqlite3_int64) -> Int32 {
    let bytes = UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
    return attempt(ExtendedCode.ioErrorRead) {
      try pages.read(into: bytes, at: offset) ? SQLITE_OK : own.pointee.xRead(file, buffer, count, offset)
    }
  }

  fileprivate func write(_ buffer: UnsafeRawPointer, count: Int32, at offset: sqlite3_int64) -> Int32 {
    guard stage == .putOff, pages.areRead(at: offset) else { return own.pointee.xWrite(file, buffer, count, offset) }
    return attempt(ExtendedCode.ioErrorWrite) {
      guard try !pages.hold(UnsafeRawBufferPointer(start: buffer, count: Int(count)), at: offset) else {
        return SQLITE_OK
      }
      let code = end()
      return code == SQLITE_OK ? own.pointee.xWrite(file, buffer, count, offset) : code
    }
  }

  fileprivate func truncate(to size: sqlite3_int64) -> Int32 {
    if stage == .putOff, size < pages.layout.readSize {
      let code = end()
      guard code == SQLITE_OK else { return code }
    }
    return own.pointee.xTruncate(file, size)
  }

  fileprivate func sync(_ flags: Int32) -> Int32 {
    stage == .putOff && isRollingBack ? SQLITE_OK : own.pointee.xSync(file, flags)
  }

  fileprivate func control(_ operation: Int32, _ argument: UnsafeMutableRawPointer?) -> Int32 {
    // SQLite sends this before it syncs the file and then deletes the journal.
    if operation == SQLITE_FCNTL_SYNC, stage == .putOff, !isRollingBack {
      let code = end()
      guard code == SQLITE_OK else { return code }
    }
    return own.pointee.xFileControl(file, operation, argument)
  }

  /// Takes the lock and writes the held pages.
  private func end() -> Int32 {
    // The many new pages are synced before readers have to wait.
    let synced = own.pointee.xSync(file, SQLITE_SYNC_NORMAL)
    guard synced == SQLITE_OK else { return synced }
    // Readers wait while SQLite deletes the journal. As long as it is open here, the system does not free its blocks then.
    journal = PathText.withCString(path + "-journal") { open($0, O_RDONLY | O_CLOEXEC) }
    let locked = ReaderGap(path: path).wait(atMost: busyTimeout) { own.pointee.xLock(file, SQLITE_LOCK_EXCLUSIVE) }
    guard locked == SQLITE_OK else { return locked }
    stage = .taken
    let code = attempt(ExtendedCode.ioErrorRead) {
      try pages.write { bytes, offset in own.pointee.xWrite(file, bytes.baseAddress, Int32(bytes.count), offset) }
    }
    pages.removeAll()
    return code
  }

  private func attempt(_ code: Int32, _ body: () throws -> Int32) -> Int32 {
    do {
      return try body()
    } catch let error as TemporaryFileError {
      failure = DatabaseFault.notWritten(path: error.folder, errno: error.code.rawValue)
      return code
    } catch {
      failure = error
      return code
    }
  }
}

extension sqlite3_io_methods {
  /// Replaces the methods that matter.
  fileprivate mutating func replaceMethods() {
    xRead = { file, buffer, count, offset in
      guard let file, let buffer else { return SQLITE_MISUSE }
      return LateLock.of(file).read(into: buffer, count: count, at: offset)
    }
    xWrite = { file, buffer, count, offset in
      guard let file, let buffer else { return SQLITE_MISUSE }
      return LateLock.of(file).write(buffer, count: count, at: offset)
    }
    xTruncate = { file, size in
      guard let file else { return SQLITE_MISUSE }
      return LateLock.of(file).truncate(to: size)
    }
    xSync = { file, flags in
      guard let file else { return SQLITE_MISUSE }
      return LateLock.of(file).sync(flags)
    }
    xLock = { file, level in
      guard let file else { return SQLITE_MISUSE }
      return LateLock.of(file).take(level)
    }
    xUnlock = { file, level in
      guard let file else { return SQLITE_MISUSE }
      return LateLock.of(file).release(level)
    }
    xFileControl = { file, operation, argument in
      guard let file else { return SQLITE_MISUSE }
      return LateLock.of(file).control(operation, argument)
    }
    // No page is read through mapped memory, which would not show the held ones.
    xFetch = { _, _, _, page in
      page?.pointee = nil
      return SQLITE_OK
    }
  }
}
