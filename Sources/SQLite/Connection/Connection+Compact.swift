import CSQLite

extension Connection {
  /// Writes the file anew, without free pages: SQLite copies the content to a temporary file, and then back in one
  /// transaction, during which nobody else can read.
  ///
  /// See <https://sqlite.org/lang_vacuum.html>.
  ///
  /// - Parameter pageSize: the size of its pages from now on, in bytes.
  /// - Throws: ``DatabaseFault`` if another process has the file open so that it can't be done, or if it can't be written;
  ///   ``SQLFailure``. The file is then as it was.
  package func compact(pageSize: Int) throws {
    // In WAL mode the size of the pages stays. It was left when the file was opened, unless somebody else has it open.
    guard try rows("PRAGMA main.journal_mode").first?.first != "wal" else {
      throw DatabaseFault.held(by: LockHolder.find(path: path, isWriting: false), isWriting: false)
    }
    do {
      try run("PRAGMA main.page_size = \(pageSize)")
      try run("VACUUM main")
    } catch let failure as SQLFailure where failure.code & 0xFF == SQLITE_CANTOPEN {
      // Not of a file that the statement names.
      throw DatabaseFault(code: failure.code, paths: [path], during: .beginning) ?? failure
    } catch {
      throw meaning(of: error, during: .beginning)
    }
  }
}
