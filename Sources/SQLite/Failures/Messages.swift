import ControlText
import SQLText

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// The English of this room. People open only catalogs, so messages call a database a catalog.

extension DatabaseFault: CustomStringConvertible {
  /// The fault in English, as the program prints it.
  public var description: String {
    switch self {
    case .missing(let path): "there is no catalog at \(visible: path)"
    case .notADatabase(let path, .folder): "\(visible: path) is a folder, not a catalog"
    case .notADatabase(let path, .otherFile): "\(visible: path) is not a catalog"
    case .held(let holder, let isWriting):
      "\(holder?.english ?? "another process") is \(isWriting ? "writing to" : "reading") the catalog; nothing was changed; "
        + "try again when it is done"
    case .notWritten(let path, let errno):
      "\(visible: path) can't be written, nothing was changed: \(String(cString: strerror(errno)))"
    case .notRead(let path, let errno): "\(visible: path) can't be read: \(String(cString: strerror(errno)))"
    case .damaged(let paths):
      "\(paths.map { "\(visible: $0)" }.joined(separator: " or ")) is damaged: what is in it is not what was written; "
        + "use a copy of it, or import the exports into a new catalog"
    case .noTemporaryFile(let errno):
      "the statement needs temporary files, which can't be written (TMPDIR says where): \(String(cString: strerror(errno)))"
    case .nameNotUTF8(let path): "\(visible: path): this SQLite opens no file whose name is not UTF-8"
    case .removed(let path): "\(visible: path) was removed or replaced by another process; nothing was changed"
    case .noFileName(let path):
      path.isEmpty
        ? "the catalog's path is empty: name a file"
        : "\(visible: path) is no file but a database in memory, which keeps nothing: name a file"
    case .notARegularFile(let path): "\(visible: path) is not a regular file"
    case .needsRollback(let path):
      "a program was killed while it wrote to \(visible: path); undoing that takes the right to write there: open it once as "
        + "somebody who may, or copy it and its -journal into a folder of yours"
    case .needsWAL(let path):
      "\(visible: path) is in WAL mode, and reading that takes the right to write beside it: have somebody who may run "
        + "sqlite3 \(path.quotedForShell) 'PRAGMA journal_mode = DELETE', or copy it, and its -wal if there is one, "
        + "into a folder of yours"
    }
  }
}

extension LockHolder {
  fileprivate var english: String { "process \(process)" + (program.isEmpty ? "" : " (\(visible: program))") }
}
