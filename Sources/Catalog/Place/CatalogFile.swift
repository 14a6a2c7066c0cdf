import FileNames
import GRDBSQLite

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a file is to a catalog that is in use, so that nothing else is written there.
public enum CatalogFileRole: Equatable, Sendable {
  /// The database file of the catalog, or of one that is attached.
  case catalog
  /// A file that SQLite keeps beside it: its journal, its write-ahead log, or the index of that.
  case companion
}

/// The path of a database file as people give it: a plain file's name, whatever is in it.
struct CatalogFile {
  let path: String

  /// What SQLite adds to a database's path to name the files that it keeps beside it.
  static let companionSuffixes = ["-journal", "-wal", "-shm"]

  /// - Throws: ``CatalogError/noFileName(path:)`` where nothing would be kept under the path.
  init(_ path: String) throws(CatalogError) {
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
  /// - Throws: ``CatalogError/nameNotUTF8(path:)`` where that can't be opened.
  func pathForSQLite() throws(CatalogError) -> String {
    let name = PathText.databaseName(of: path, hasURIs: SQLiteSettings.readsURIs)
    guard let name else { throw .nameNotUTF8(path: path) }
    return PathText.isEscaped(path) || name.hasPrefix("/") ? name : "./" + name
  }

  /// Makes sure that there is a regular file, or none yet, and nothing else in the places beside it.
  ///
  /// SQLite would wait for ever for somebody to write into a pipe.
  ///
  /// - Parameter mayBeMissing: whether there may be none.
  func check(mayBeMissing: Bool) throws(CatalogError) {
    var status = stat()
    if PathText.withCString(path, { stat($0, &status) }) != 0 {
      let number = errno
      guard number == ENOENT || number == ENOTDIR else { throw .notRead(path: path, errno: number) }
      guard mayBeMissing else { throw .noCatalog(path: path) }
    } else if status.st_mode & S_IFMT == S_IFDIR {
      throw .notACatalog(path: path, found: .folder)
    } else if status.st_mode & S_IFMT != S_IFREG {
      throw .notARegularFile(path: path)
    }
    let target = FilePlace.target(of: path)
    for suffix in Self.companionSuffixes where PathText.withCString(target + suffix, { stat($0, &status) }) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path: target + suffix) }
    }
  }

  static func isReadable(_ path: String) -> Bool { PathText.withCString(path) { access($0, R_OK) } == 0 }

  /// Why the system does not let a file be read.
  static func readError(_ path: String) -> Int32 { isReadable(path) ? EIO : errno }

  /// What another path is to this catalog, which may not exist yet; nil where they have nothing to do with each other.
  func role(of other: String) -> CatalogFileRole? {
    let place = FilePlace(other)
    if place.isSame(as: FilePlace(path)) { return .catalog }
    let target = FilePlace.target(of: path)
    return Self.companionSuffixes.contains { place.isSame(as: FilePlace(target + $0)) } ? .companion : nil
  }
}

extension Catalog {
  /// Makes sure that a path names a file, which a catalog can be kept in; nothing is opened.
  ///
  /// - Throws: ``CatalogError/noFileName(path:)``.
  public static func checkPath(_ path: String) throws(CatalogError) { _ = try CatalogFile(path) }

  /// What a path is to a catalog that may not exist yet: by any path, through symbolic and hard links.
  ///
  /// ```swift
  /// Catalog.role(of: "backup/../catalog.db", inCatalogAt: "catalog.db")  // .catalog
  /// ```
  ///
  /// - Parameters:
  ///   - path: where something else is to be written.
  ///   - catalog: the catalog's path.
  /// - Returns: nil where the path is none of its files.
  public static func role(of path: String, inCatalogAt catalog: String) -> CatalogFileRole? {
    (try? CatalogFile(catalog))?.role(of: path)
  }

  /// What a path is to this catalog and to the databases that are attached to it now.
  ///
  /// It must not be called within ``withConnection(_:)``; see ``Connection/role(of:)`` for there.
  ///
  /// - Returns: nil where the path is none of their files.
  /// - Throws: ``SQLFailure``.
  public func role(of path: String) throws -> CatalogFileRole? {
    try Self.role(of: path, inCatalogAt: self.path) ?? withConnection { try $0.role(of: path) }
  }
}

extension Connection {
  /// What a path is to the databases of this connection: the catalog and those attached to it.
  ///
  /// - Returns: nil where the path is none of their files.
  /// - Throws: ``SQLFailure``.
  public func role(of path: String) throws -> CatalogFileRole? {
    for row in try rows("SELECT file FROM pragma_database_list WHERE file <> ''") {
      guard let file = row[0].text, let role = (try? CatalogFile(file))?.role(of: path) else { continue }
      return role
    }
    return nil
  }
}
