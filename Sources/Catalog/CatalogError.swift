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
  /// The file was removed while it was opened.
  case removed(path: String)
  /// The path is not UTF-8, and this build of SQLite opens no such file.
  case nameNotUTF8(path: String)
  case nameTaken(name: String, free: String)
  case noExport(name: String, known: [String])
  case noFile(id: String)
}
