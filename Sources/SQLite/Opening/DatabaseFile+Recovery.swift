import CSQLite

extension DatabaseFile {
  /// Lets SQLite undo what a killed writer did not finish, if this process may write there.
  ///
  /// A connection for reading can't undo it, and so can't read such a file.
  ///
  /// - Parameter busyTimeout: how long to wait for another process's lock.
  func undoKilledWriter(busyTimeout: Duration) {
    guard FilePlace.identity(FilePlace.target(of: path) + "-journal") != nil else { return }
    // The first reader undoes it. If it can't be undone, the connection that reads next says so.
    _ = try? readSchema(SQLITE_OPEN_READWRITE, busyTimeout: busyTimeout)
  }

  /// Lends a connection of its own to a file that exists, while no other connection has it.
  ///
  /// - Parameter body: receives the connection. What it changes is undone in any case.
  /// - Throws: ``DatabaseFault``, ``SQLFailure`` if somebody else has the file, and what `body` throws.
  package func withExclusiveConnection(_ body: (Connection) throws -> Void) throws {
    let handle = try Database.open(try pathForSQLite(), SQLITE_OPEN_READWRITE)
    defer { sqlite3_close_v2(handle) }
    let connection = Connection(handle: handle)
    try connection.run("BEGIN EXCLUSIVE")
    defer { try? connection.run("ROLLBACK") }
    try body(connection)
  }

  /// Makes sure that the file can be read as a database, once what a killed writer did not finish is undone.
  func checkReadable() throws(DatabaseFault) {
    var fault = try faultOfReading()
    if case .needsRollback = fault {
      undoKilledWriter(busyTimeout: .zero)
      fault = try faultOfReading()
    }
    // Who runs the statement waits for a lock.
    if case .held = fault { return }
    if let fault { throw fault }
  }

  private func faultOfReading() throws(DatabaseFault) -> DatabaseFault? {
    DatabaseFault(code: try readSchema(SQLITE_OPEN_READONLY), paths: [path], during: .opening(.readOnly))
  }

  /// Opens the file for a moment and reads its schema.
  ///
  /// - Returns: SQLite's extended result code.
  private func readSchema(_ flags: Int32, busyTimeout: Duration = .zero) throws(DatabaseFault) -> Int32 {
    let name = try pathForSQLite()
    do throws(SQLFailure) {
      let handle = try Database.open(name, flags)
      defer { sqlite3_close_v2(handle) }
      BusyWait.install(on: handle, atMost: busyTimeout)
      return sqlite3_exec(handle, "SELECT 1 FROM sqlite_master", nil, nil, nil)
    } catch {
      return error.code
    }
  }
}
