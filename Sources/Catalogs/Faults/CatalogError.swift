/// Why a catalog could not be opened or changed.
public enum CatalogError: Error, Equatable, Sendable {
  /// What was found where a catalog was expected.
  public enum Found: Equatable, Sendable {
    case emptyFile, otherDatabase
  }

  case notACatalog(path: String, found: Found)
  /// The tables of a catalog of some version, without the marks in the file's header.
  case lostMark(path: String, version: Int)
  case newerCatalog(path: String, version: Int, supported: Int)
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
