import CSQLite
import FileNames
import Files
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Lets others read the catalog while a transaction writes, until the moment of its commit.
///
/// SQLite keeps changed pages in its cache, and takes the exclusive lock, which shuts readers out, as soon as the cache
/// overflows. Here that lock is put off until the commit. Meanwhile
/// - pages behind the end of the database are written to the file at once, for nobody reads what the header does not
///   count (<https://sqlite.org/fileformat2.html>, section 1.3.7),
/// - so are pages that were free, which nobody reads either and no rollback brings back,
/// - all other pages are held beside the file.
///
/// SQLite's journal is written and synced as ever, before any page. So a process that is killed leaves a journal by
/// which the next one to open the catalog cuts off the new pages and puts back the old ones.
///
/// At the commit the new pages are synced first. Then, at a moment without readers, the lock is taken and the held
/// pages are written; SQLite syncs those and deletes the journal.
///
/// The methods of the connection's file are replaced by ones that do all this and hand on to SQLite's own
/// (<https://sqlite.org/c3ref/io_methods.html>). ``install(on:)`` does so only where the file is as it assumes.
final class LateLock {
  /// What SQLite takes for the file's methods: those, and behind them this object.
  private struct Methods {
    var table: sqlite3_io_methods
    let lock: Unmanaged<LateLock>
  }

  private enum Stage {
    /// SQLite has not asked for the exclusive lock.
    case idle
    /// SQLite takes itself to have the lock.
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
  /// Set while a ROLLBACK runs: what it writes back stands in the file already.
  var isRollingBack = false
  /// What holding a page met; SQLite passes on only that it failed.
  private(set) var failure: (any Error)?

  /// Puts off the exclusive lock of the connection's transaction, which has been begun and has written nothing yet.
  ///
  /// - Returns: nil where the file is not one with a rollback journal, or not as SQLite writes it today.
  static func install(on connection: Connection) throws -> LateLock? {
    let journal = try connection.rows("PRAGMA main.journal_mode").first?.first?.text ?? ""
    guard ["delete", "truncate", "persist"].contains(journal), let file = connection.file,
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

  /// Gives the file its methods back; the transaction has ended.
  func remove() {
    file.pointee.pMethods = own
    if journal >= 0 { close(journal) }
  }

  /// The object behind a file's methods.
  fileprivate static func of(_ file: UnsafeMutablePointer<sqlite3_file>) -> LateLock {
    UnsafeRawPointer(file.pointee.pMethods).assumingMemoryBound(to: Methods.self).pointee.lock.takeUnretainedValue()
  }

  fileprivate func take(_ level: Int32) -> Int32 {
    guard level == SQLITE_LOCK_EXCLUSIVE, stage != .taken else { return own.pointee.xLock(file, level) }
    stage = .putOff
    return SQLITE_OK
  }

  fileprivate func release(_ level: Int32) -> Int32 {
    // A commit has written the pages before; what is held now are those of a rollback.
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
    // SQLite announces so that it is about to sync the file, and then to delete the journal.
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
    // While it is open here, SQLite's deletion of the journal, for which readers wait, does not have to free its blocks.
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
  /// Puts ours in the place of those that matter.
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
    // No page is read through mapped memory, which would pass by the held ones.
    xFetch = { _, _, _, page in
      page?.pointee = nil
      return SQLITE_OK
    }
  }
}

extension Connection {
  /// The file of the main database, as SQLite keeps it.
  fileprivate var file: UnsafeMutablePointer<sqlite3_file>? {
    var file: UnsafeMutablePointer<sqlite3_file>?
    guard sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK else { return nil }
    return file
  }
}
