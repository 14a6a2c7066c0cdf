import Foundation

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
    case .held(let holder, let isWriting):
      "\(holder?.english ?? "another process") is \(isWriting ? "writing to" : "reading") the catalog; nothing was changed; "
        + "try again when it is done"
    case .notWritten(let path, let errno):
      "\(path) can't be written, nothing was changed: \(String(cString: strerror(errno)))"
    case .removed(let path): "\(path) was removed by another process; nothing was changed"
    case .nameNotUTF8(let path): "\(path): this SQLite opens no file whose name is not UTF-8"
    case .nameTaken(let name, let free):
      "there is an export named \(name) with other content; \(free) is free: --as \(free)"
    case .noExport(let name, let known):
      known.isEmpty
        ? "there is no export \(name): the catalog is empty"
        : "there is no export \(name); there are \(known.joined(separator: ", "))"
    case .noFile(let id): "no export has a file \(id)"
    }
  }
}

extension LockHolder {
  fileprivate var english: String { "process \(process)" + (program.isEmpty ? "" : " (\(program))") }
}

extension DiffTopic {
  /// The topic as the summary counts it.
  public var words: String {
    switch self {
    case .duplicates: "duplicate"
    case .transfers: "transfer"
    case .authors: "author"
    case .validators: "validator"
    case .names: "file name"
    case .types: "file type"
    case .uploadDates: "upload date"
    case .otherFields: "other fields"
    case .labelsRenamed: "labels renamed"
    case .labelsMoved: "labels moved to another tree"
    case .labelPayloads: "label payloads"
    case .labelsAdded: "labels first used"
    case .labelsDropped: "labels no longer used"
    case .peopleRenamed: "people probably renamed"
    case .clusters: "clusters with another original"
    case .added, .removed, .status, .labels, .key, .noise: rawValue
    }
  }

  /// A count in words, such as `3 labels renamed`.
  func phrase(_ count: Int, _ number: String) -> String {
    let label = count == 1 ? "label" : "labels"
    return switch self {
    case .labelsRenamed: "\(number) \(label) renamed"
    case .labelsMoved: "\(number) \(label) moved to another tree"
    case .labelPayloads: "\(number) \(label) with another payload"
    case .labelsAdded: "\(number) \(label) first used"
    case .labelsDropped: "\(number) \(label) no longer used"
    case .peopleRenamed: "\(number) \(count == 1 ? "person" : "people") probably renamed"
    case .clusters: "\(number) \(count == 1 ? "cluster" : "clusters") with another original"
    default: "\(number) \(words)"
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
