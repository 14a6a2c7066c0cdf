/// Why a catalog could not be opened or changed.
public enum CatalogError: Error, Equatable, Sendable {
  /// What stood where a catalog was expected.
  public enum Found: Equatable, Sendable {
    case folder, emptyFile, otherDatabase, otherFile
  }

  case noCatalog(path: String)
  case notACatalog(path: String, found: Found)
  case newerCatalog(path: String, version: Int, supported: Int)
  case busy
  case nameTaken(name: String, free: String)
  case noExport(name: String, known: [String])
  case noFile(id: String)
}
