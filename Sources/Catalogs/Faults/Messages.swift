import ByteText
import ControlText

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// The English of this target.

extension CatalogError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notACatalog(let path, let found):
      switch found {
      case .emptyFile: "\(visible: path) is empty; import an export into it first"
      case .otherDatabase: "\(visible: path) is an SQLite database, but not a catalog"
      }
    case .lostMark(let path, let version):
      """
      \(visible: path) has the tables of a catalog but not its marks, as a database that .dump was loaded into; give it them:
        sqlite3 \(path.quotedForShell) 'PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(version)'
      """
    case .newerCatalog(let path, let version, let supported):
      "\(visible: path) is of version \(version), this Pressmark knows versions up to \(supported); use a newer one"
    case .nameTaken(let name, let free):
      "there is an export named \(visible: name) with other content; \(visible: free) is free: --as \(visible: free)"
    case .nameInUse(let name): "there is an export named \(visible: name) already"
    case .emptyName: "an export's name can't be empty"
    case .reservedName(let name):
      "an export can't be named \(visible: name): latest and previous stand for the newest export and the one before it"
    case .wordIsName(let name):
      "\(visible: name) stands for \(name.lowercased() == "latest" ? "the newest export" : "the export before the newest"), but "
        + "there is an export of that name; rename it first: pressmark rename \(visible: name) NEW"
    case .noExport(let name, let known):
      known.isEmpty
        ? "there is no export \(visible: name): the catalog is empty"
        : "there is no export \(visible: name); there are \(known.map { "\(visible: $0)" }.joined(separator: ", "))"
          + Self.meant(name, known)
    case .noExports: "there are no exports in the catalog: import one first"
    case .noQueriesFolder(let path, let errno):
      "the folder of saved queries \(visible: path) can't be read: \(String(cString: strerror(errno)))"
    case .noFile(let id): "no export has a file \(visible: id)"
    case .changed(let path, let fault): "\(visible: path) was changed: \(visible: fault.english)"
    case .refused(let table, let record, let id, let refusal):
      "\(visible: refusal.english(table: table, record: record, id: id))"
    case .badValue(let fault): "the catalog holds a value that no import stores: \(visible: "\(fault)")"
    case .noRoom(let path, let folder, let needed, let found):
      "compacting \(visible: path) takes \(Self.megabytes(needed)) of free space in \(visible: folder), "
        + "and \(Self.megabytes(found)) are free there; nothing was changed"
    case .noThread(let errno): "the system refuses a thread: \(String(cString: strerror(errno)))"
    }
  }
}

extension CatalogError {
  private static func megabytes(_ bytes: Int) -> String { "\((bytes + 999_999) / 1_000_000) MB" }

  /// The end of a message that suggests the nearest names; empty where none is near.
  private static func meant(_ name: String, _ known: [String]) -> String {
    let nearest = NearestNames.find(name, among: known)
    return nearest.isEmpty ? "" : "; did you mean \(nearest.map { "\(visible: $0)" }.joined(separator: " or "))?"
  }
}
