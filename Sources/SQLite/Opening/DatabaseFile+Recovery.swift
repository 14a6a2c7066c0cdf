import CSQLite

extension DatabaseFile {
  /// Lets SQLite undo what a writer left that was killed, where this process may write.
  ///
  /// A connection for reading can't, and so can't read such a file.
  ///
  /// - Parameter busyTimeout: how long to wait for another process's lock.
  func undoKilledWriter(busyTimeout: Duration) {
    guard FilePlace.identity(FilePlace.target(of: path) + "-journal") != nil, let name = try? pathForSQLite() else {
      return
    }
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    guard sqlite3_open_v2(name, &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK, let handle else { return }
    sqlite3_busy_timeout(handle, Int32(busyTimeout / .milliseconds(1)))
    // Whoever reads first undoes it. What can't be undone is told by the connection that reads next.
    sqlite3_exec(handle, "SELECT 1 FROM sqlite_master", nil, nil, nil)
  }

  /// Lends a connection of its own to a file that is there, while no other connection has it.
  ///
  /// - Throws: ``DatabaseFault``, ``SQLFailure`` where somebody else has it, and what `body` throws. What it changed is
  ///   undone in any case.
  package func withExclusiveConnection(_ body: (Connection) throws -> Void) throws {
    let handle = try Database.open(try pathForSQLite(), SQLITE_OPEN_READWRITE)
    defer { sqlite3_close_v2(handle) }
    let connection = Connection(handle: handle)
    try connection.run("BEGIN EXCLUSIVE")
    defer { try? connection.run("ROLLBACK") }
    try body(connection)
  }

  /// Makes sure that the file can be read as a database, once what a killed writer left is undone.
  func checkReadable() throws(DatabaseFault) {
    var fault = faultOfReading()
    if case .needsRollback = fault {
      undoKilledWriter(busyTimeout: .zero)
      fault = faultOfReading()
    }
    // A lock passes; who runs the statement waits for it.
    if case .held = fault { return }
    if let fault { throw fault }
  }

  private func faultOfReading() -> DatabaseFault? {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    guard let name = try? pathForSQLite() else { return .nameNotUTF8(path: path) }
    var code = sqlite3_open_v2(name, &handle, SQLITE_OPEN_READONLY, nil)
    guard let handle else { return nil }
    if code == SQLITE_OK { code = sqlite3_exec(handle, "SELECT 1 FROM sqlite_master", nil, nil, nil) }
    return code == SQLITE_OK ? nil : meaning(ofCode: sqlite3_extended_errcode(handle), access: .readOnly)
  }

  /// What it means that the file can't be opened or read at first; nil for what has no meaning beyond its message.
  ///
  /// - Parameters:
  ///   - code: SQLite's extended result code.
  ///   - access: what it was opened for.
  func meaning(ofCode code: Int32, access: Database.Access) -> DatabaseFault? {
    switch code & 0xFF {
    case SQLITE_NOTADB: return .notADatabase(path: path, found: .otherFile)
    case SQLITE_READONLY where code == Self.needsRollback: return .needsRollback(path: path)
    // Nothing was to be written but the index of a write-ahead log.
    case SQLITE_READONLY where access == .readOnly || code == Self.needsRecovery || code == Self.cannotInitialize:
      return .needsWAL(path: path)
    case SQLITE_CANTOPEN where access == .readOnly:
      if Self.isReadable(path) { return .needsWAL(path: path) }
      return .notRead(path: path, errno: Self.readError(path))
    default:
      let work: DatabaseFault.Work = access == .readOnly ? .reading : .beginning
      return DatabaseFault(code: code, systemError: 0, paths: [path], during: work)
    }
  }

  // Extended codes, macros that Swift does not import.
  private static let needsRecovery = SQLITE_READONLY | (1 << 8)
  static let needsRollback = SQLITE_READONLY | (3 << 8)
  private static let cannotInitialize = SQLITE_READONLY | (5 << 8)
}
