import CSQLite

extension Connection {
  /// The file of a database, as SQLite keeps it. See <https://sqlite.org/c3ref/c_fcntl_begin_atomic_write.html>.
  func file(of schema: String) -> UnsafeMutablePointer<sqlite3_file>? {
    var file: UnsafeMutablePointer<sqlite3_file>?
    guard sqlite3_file_control(handle, schema, SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK else { return nil }
    return file
  }
}
