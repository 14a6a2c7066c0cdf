/// Why a catalog could not be opened or changed.
public enum CatalogError: Error, Equatable, Sendable {
  /// What was found where a catalog was expected.
  public enum Found: Equatable, Sendable {
    /// A file without a byte.
    case emptyFile
    /// A database of another program.
    case otherDatabase
  }

  /// The file is a database, or empty, but no catalog.
  case notACatalog(path: String, found: Found)
  /// The file has the tables of a catalog of some version, but not the numbers in its header that mark a catalog.
  case lostMark(path: String, version: Int)
  /// The catalog is of a version that only newer programs know.
  case newerCatalog(path: String, version: Int, supported: Int)
  /// The name belongs to an export with other content; a name that is free.
  case nameTaken(name: String, free: String)
  /// The folder of saved queries can't be read; the system's error number.
  case noQueriesFolder(path: String, errno: Int32)
  /// A name that another export has.
  case nameInUse(String)
  /// An export's name can't be empty.
  case emptyName
  /// `latest` or `previous`, in any case, as the name of an export.
  case reservedName(String)
  /// `latest` or `previous`, while an older program gave an export this name.
  case wordIsName(String)
  /// There is no export of this name; those that there are.
  case noExport(name: String, known: [String])
  /// A query needs an export, and the catalog has none.
  case noExports
  /// No export has a file of this id.
  case noFile(id: String)
  /// Somebody changed the catalog's tables so that Pressmark can't use them.
  case changed(path: String, TableFault)
  /// A rule that somebody added to the catalog refuses a change: the table, and the record's number and id,
  /// where they are known.
  case refused(table: String?, record: Int?, id: String?, Refusal)
  /// The catalog holds a value that no import stores.
  case badValue(StoredFault)
  /// Writing a catalog's file anew takes more free space than there is: the folder that it is short in, what it takes there
  /// and what is free, in bytes.
  case noRoom(path: String, folder: String, needed: Int, found: Int)
  /// The system can't start a thread; its error number.
  case noThread(errno: Int32)
}
