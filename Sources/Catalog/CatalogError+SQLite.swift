import GRDB
import GRDBSQLite

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension CatalogError {
  /// What a failure of SQLite means for a catalog that is to be changed; nil for what has no meaning beyond its message.
  ///
  /// - Parameters:
  ///   - code: SQLite's result code.
  ///   - systemError: the system's error number, where the system refused something.
  ///   - path: the catalog.
  ///   - isBegun: whether the change was begun: then only readers can be in the way.
  init?(code: Int32, systemError: Int32, path: String, isBegun: Bool) {
    switch code & 0xFF {
    case SQLITE_BUSY:
      self = .held(
        by: LockHolder.find(path: path, isWriting: !isBegun), isWriting: !isBegun)
    case SQLITE_FULL: self = .notWritten(path: path, errno: ENOSPC)
    case SQLITE_READONLY, SQLITE_CANTOPEN: self = .notWritten(path: path, errno: Self.refusal(of: path))
    case SQLITE_IOERR: self = .notWritten(path: path, errno: systemError == 0 ? EIO : systemError)
    default: return nil
    }
  }

  /// Why the system does not let a file be written, or its journal beside it be made.
  private static func refusal(of path: String) -> Int32 {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    for place in [path, folder] where access(place, W_OK) != 0 && (place == folder || errno != ENOENT) { return errno }
    return EACCES
  }
}

extension Connection {
  /// The catalog's file.
  var path: String { sqlite3_db_filename(handle, "main").map { String(cString: $0) } ?? "" }

  /// What a failure means while the catalog is being changed; the error itself where it has no other meaning.
  func meaning(of error: any Error, isBegun: Bool) -> any Error {
    guard let failure = error as? SQLFailure else { return error }
    return CatalogError(
      code: failure.code, systemError: sqlite3_system_errno(handle), path: path, isBegun: isBegun) ?? error
  }

  /// Whether the file was removed, or another put in its place, since it was opened.
  var hasMoved: Bool {
    var hasMoved: Int32 = 0
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved) == SQLITE_OK && hasMoved != 0
  }
}
