/// Why the file of a database can't be opened, read or written.
public enum DatabaseFault: Error, Equatable, Sendable {
  /// What was found where a database was expected.
  public enum Found: Equatable, Sendable {
    /// A folder.
    case folder
    /// A file that is no database.
    case otherFile
  }

  /// There is no file at the path.
  case missing(path: String)
  /// Something that is no database is at the path.
  case notADatabase(path: String, found: Found)
  /// Another process holds the database for longer than the time to wait; which one, if the system tells.
  case held(by: LockHolder?, isWriting: Bool)
  /// The system refuses to write the database or its journal; the system's error number.
  case notWritten(path: String, errno: Int32)
  /// The system refuses to read the database; the system's error number.
  case notRead(path: String, errno: Int32)
  /// The content of one of these files is not what SQLite wrote.
  case damaged(paths: [String])
  /// The system refuses to write the temporary files of a statement; the system's error number.
  case noTemporaryFile(errno: Int32)
  /// The file was removed, or another put in its place, while it was open.
  case removed(path: String)
  /// The path is empty or holds a NUL, or SQLite would take it for a database in memory.
  case noFileName(path: String)
  /// A pipe, a socket or a device is at the path of the database or of one of the files beside it.
  case notARegularFile(path: String)
  /// A writer was killed, and this process may not write, which undoing its work needs.
  case needsRollback(path: String)
  /// The database is in WAL mode, and this process may not write beside it, which reading then needs.
  case needsWAL(path: String)
  /// The path is not UTF-8, and this build of SQLite opens no such file.
  case nameNotUTF8(path: String)
}
