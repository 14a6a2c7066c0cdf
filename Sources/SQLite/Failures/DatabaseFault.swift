/// Why a database's file can't be opened, read or written.
public enum DatabaseFault: Error, Equatable, Sendable {
  /// What was found where a database was expected.
  public enum Found: Equatable, Sendable {
    case folder, otherFile
  }

  /// There is no file at the path.
  case missing(path: String)
  /// There is something at the path that is no database.
  case notADatabase(path: String, found: Found)
  /// Another process holds the database for longer than one waits for it; who, where the system tells.
  case held(by: LockHolder?, isWriting: Bool)
  /// The system refuses to write the database or its journal; its error number.
  case notWritten(path: String, errno: Int32)
  /// The system refuses to read the database; its error number.
  case notRead(path: String, errno: Int32)
  /// SQLite finds what nobody wrote, in one of these files.
  case damaged(paths: [String])
  /// There is no room, or no right, for the temporary files of a statement; the system's error number.
  case noTemporaryFile(errno: Int32)
  /// The file was removed, or another put in its place, while it was open.
  case removed(path: String)
  /// No name of a file, or one by which SQLite means a database in memory.
  case noFileName(path: String)
  /// A pipe, a socket or a device where the database or one of its companions should be.
  case notARegularFile(path: String)
  /// A writer was killed, and undoing its work takes the right to write.
  case needsRollback(path: String)
  /// The database is in WAL mode, which takes the right to write beside it.
  case needsWAL(path: String)
  /// The path is not UTF-8, and this build of SQLite opens no such file.
  case nameNotUTF8(path: String)
}
