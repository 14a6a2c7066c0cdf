import CSQLite
import FileNames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The path of a database file as people give it: a plain file's name, whatever is in it.
package struct DatabaseFile {
  let path: String

  /// What SQLite adds to a database's path to name the files that it keeps beside it.
  static let companionSuffixes = ["-journal", "-wal", "-shm"]

  /// - Throws: ``DatabaseFault/noFileName(path:)`` where nothing would be kept under the path.
  package init(_ path: String) throws(DatabaseFault) {
    guard !path.isEmpty, !path.utf8.contains(0), !Self.isInMemory(path) else { throw .noFileName(path: path) }
    self.path = path
  }

  /// Whether SQLite, or people who know it, mean a database that is in memory, or that is gone with the connection.
  private static func isInMemory(_ path: String) -> Bool {
    if path == ":memory:" { return true }
    guard path.hasPrefix("file:") else { return false }
    let rest = path.dropFirst("file:".count)
    return rest.isEmpty || rest.hasPrefix("?") || rest.hasPrefix(":memory:") || rest.contains("mode=memory")
      || rest.contains("vfs=memdb")
  }

  /// The path as it is handed to SQLite: one that begins with a dot or a slash is never taken for a URI. A name that is
  /// not UTF-8 can only be handed over as a URI.
  ///
  /// - Throws: ``DatabaseFault/nameNotUTF8(path:)`` where that can't be opened.
  func pathForSQLite() throws(DatabaseFault) -> String {
    let name = Self.name(of: path, hasURIs: SQLiteSettings.readsURIs)
    guard let name else { throw .nameNotUTF8(path: path) }
    return PathText.isEscaped(path) || name.hasPrefix("/") ? name : "./" + name
  }

  /// Makes sure that there is a regular file, or none yet, and nothing else in the places beside it.
  ///
  /// SQLite would wait for ever for somebody to write into a pipe.
  ///
  /// - Parameter mayBeMissing: whether there may be none.
  package func check(mayBeMissing: Bool) throws(DatabaseFault) {
    var status = stat()
    if PathText.withCString(path, { stat($0, &status) }) != 0 {
      let number = errno
      guard number == ENOENT || number == ENOTDIR else { throw .notRead(path: path, errno: number) }
      guard mayBeMissing else { throw .missing(path: path) }
    } else if status.st_mode & S_IFMT == S_IFDIR {
      throw .notADatabase(path: path, found: .folder)
    } else if status.st_mode & S_IFMT != S_IFREG {
      throw .notARegularFile(path: path)
    }
    let target = FilePlace.target(of: path)
    for suffix in Self.companionSuffixes where PathText.withCString(target + suffix, { stat($0, &status) }) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path: target + suffix) }
    }
  }
}
