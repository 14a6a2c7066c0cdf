import CSQLite
import FileNames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The path of a database file as people give it: the name of a file, never a URI.
package struct DatabaseFile {
  let path: String

  /// SQLite adds these to a database's path for the files that it keeps beside it
  /// (<https://sqlite.org/tempfiles.html>).
  static let companionSuffixes = ["-journal", "-wal", "-shm"]

  /// - Parameter path: as ``PathText`` has it.
  /// - Throws: ``DatabaseFault/noFileName(path:)`` if nothing would be kept under the path.
  package init(_ path: String) throws(DatabaseFault) {
    guard !path.isEmpty, !path.utf8.contains(0), !Self.isInMemory(path) else { throw .noFileName(path: path) }
    self.path = path
  }

  /// Whether SQLite takes the path for a database in memory, or for one that is deleted with the connection.
  private static func isInMemory(_ path: String) -> Bool {
    if path == ":memory:" { return true }
    guard path.hasPrefix("file:") else { return false }
    let rest = path.dropFirst("file:".count)
    return rest.isEmpty || rest.hasPrefix("?") || rest.hasPrefix(":memory:") || rest.contains("mode=memory")
      || rest.contains("vfs=memdb")
  }

  /// The path for SQLite. It never takes a path that begins with a dot or a slash for a URI; a name that is not UTF-8
  /// becomes a URI.
  ///
  /// - Throws: ``DatabaseFault/nameNotUTF8(path:)`` if SQLite can't open it.
  func pathForSQLite() throws(DatabaseFault) -> String {
    let name = Self.name(of: path, hasURIs: SQLiteSettings.readsURIs)
    guard let name else { throw .nameNotUTF8(path: path) }
    return PathText.isEscaped(path) || name.hasPrefix("/") ? name : "./" + name
  }

  /// Makes sure that the path and those of the files beside it lead to regular files or to nothing.
  ///
  /// SQLite would wait without limit for somebody to write into a pipe.
  ///
  /// - Parameter mayBeMissing: whether the file may be missing.
  /// - Throws: ``DatabaseFault``.
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
