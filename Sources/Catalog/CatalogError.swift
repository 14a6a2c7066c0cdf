/// Why a catalog could not be opened or changed.
public enum CatalogError: Error, Equatable, Sendable {
  /// What stood where a catalog was expected.
  public enum Found: Equatable, Sendable {
    case folder, emptyFile, otherDatabase, otherFile
  }

  case noCatalog(path: String)
  case notACatalog(path: String, found: Found)
  /// The tables of a catalog of some version, without the marks in the file's header.
  case lostMark(path: String, version: Int)
  case newerCatalog(path: String, version: Int, supported: Int)
  /// Another process holds the catalog for longer than one waits for it; who, where the system tells.
  case held(by: LockHolder?, isWriting: Bool)
  /// The system refuses to write the catalog or its journal; its error number.
  case notWritten(path: String, errno: Int32)
  /// The system refuses to read the catalog; its error number.
  case notRead(path: String, errno: Int32)
  /// SQLite finds what nobody wrote, in one of these files.
  case damaged(paths: [String])
  /// There is no room, or no right, for the temporary files of a statement; the system's error number.
  case noTemporaryFile(errno: Int32)
  /// The file was removed, or another put in its place, while it was open.
  case removed(path: String)
  /// No name of a file, or one by which SQLite means a database in memory.
  case noFileName(path: String)
  /// A pipe, a socket or a device where the catalog or one of its companions should be.
  case notARegularFile(path: String)
  /// A writer was killed, and undoing its work takes the right to write.
  case needsRollback(path: String)
  /// The catalog is in WAL mode, which takes the right to write beside it.
  case needsWAL(path: String)
  /// The path is not UTF-8, and this build of SQLite opens no such file.
  case nameNotUTF8(path: String)
  case nameTaken(name: String, free: String)
  /// The folder of saved queries can't be read; the system's error number.
  case noQueriesFolder(path: String, errno: Int32)
  /// A name that another export has.
  case nameInUse(String)
  case emptyName
  /// `latest` or `previous`, in any case, as the name of an export.
  case reservedName(String)
  /// A word that stands for an export, while an older program named an export so.
  case wordIsName(String)
  case noExport(name: String, known: [String])
  /// A question about exports, and there is none.
  case noExports
  case noFile(id: String)
  /// Somebody changed the catalog's tables so that Pressmark can't use them.
  case changed(path: String, TableFault)
  /// Something that somebody added to the catalog stands against a change: the table, and the record's number and id,
  /// where they are known.
  case refused(table: String?, record: Int?, id: String?, Refusal)
  /// The catalog holds what no import stores.
  case badValue(StoredFault)
  /// The system refuses a thread; its error number.
  case noThread(errno: Int32)
}
