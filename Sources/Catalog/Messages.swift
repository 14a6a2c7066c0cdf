// The English of this target.

extension CatalogError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noCatalog(let path): "there is no catalog at \(path)"
    case .notACatalog(let path, let found):
      switch found {
      case .folder: "\(path) is a folder, not a catalog"
      case .emptyFile: "\(path) is empty; import an export into it first"
      case .otherDatabase: "\(path) is an SQLite database, but not a catalog"
      case .otherFile: "\(path) is not a catalog"
      }
    case .newerCatalog(let path, let version, let supported):
      "\(path) is of version \(version), this Pressmark knows versions up to \(supported); use a newer one"
    case .busy: "another process is writing to the catalog; try again when it is done"
    case .nameTaken(let name, let free):
      "there is an export named \(name) with other content; \(free) is free: --as \(free)"
    case .noExport(let name, let known):
      known.isEmpty
        ? "there is no export \(name): the catalog is empty"
        : "there is no export \(name); there are \(known.joined(separator: ", "))"
    }
  }
}

extension DumpError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .folderNotEmpty(let path): "\(path) is not empty; name a folder that is, or that does not exist yet"
    }
  }
}
