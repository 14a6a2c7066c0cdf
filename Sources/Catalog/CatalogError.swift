/// Why a catalog could not be opened or changed.
public enum CatalogError: Error, Equatable, Sendable {
  /// What stood where a catalog was expected.
  public enum Found: Equatable, Sendable {
    case folder, emptyFile, otherDatabase, otherFile
  }

  case noCatalog(path: String)
  case notACatalog(path: String, found: Found)
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
  /// The file was removed while it was opened.
  case removed(path: String)
  case nameTaken(name: String, free: String)
  /// The folder of saved queries can't be read; the system's error number.
  case noQueriesFolder(path: String, errno: Int32)
  case noExport(name: String, known: [String])
  case noFile(id: String)
}
