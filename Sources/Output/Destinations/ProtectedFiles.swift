import Files
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The files of databases that are open: the databases and their journals. Output must not go there.
package struct ProtectedFiles {
  private let databases: [String]
  private static let suffixes = ["", "-journal", "-wal", "-shm"]

  /// - Parameter databases: their paths; empty ones, of databases that are not files, are skipped.
  package init(_ databases: [String]) { self.databases = databases.filter { !$0.isEmpty } }

  /// Checks that a file is none of them, by any path or link to it.
  ///
  /// - Throws: ``OutputFailure/inUse(path:database:)``.
  package func check(_ path: String) throws(OutputFailure) {
    do {
      try check(LinkChain.end(of: FilePath(name: path)), named: path)
    } catch {
      throw OutputFailure(error, path: path)
    }
  }

  /// - Parameters:
  ///   - target: the file itself; no link.
  ///   - path: as the user wrote it.
  func check(_ target: FilePath, named path: String) throws {
    guard !databases.isEmpty else { return }
    let place = try Place(target)
    for database in databases {
      if try isJournal(target, of: database) { throw OutputFailure.inUse(path: path, database: database) }
      // SQLite puts journals in the folder of the file itself, also if it was opened by a link.
      let real = try LinkChain.end(of: FilePath(name: database))
      for base in [FilePath(name: database), real] {
        guard let name = base.lastComponent else { continue }
        for suffix in Self.suffixes {
          let file = base.removingLastComponent().appending(name.string + suffix)
          if try Place(file).isSame(as: place) { throw OutputFailure.inUse(path: path, database: database) }
        }
      }
    }
  }

  /// Whether a file is where SQLite would look for a journal, were the database opened by another of its names.
  private func isJournal(_ target: FilePath, of database: String) throws -> Bool {
    guard let file = try FileStatus(of: FilePath(name: database))?.identity, let name = target.lastComponent?.string
    else { return false }
    for suffix in Self.suffixes where !suffix.isEmpty && name.utf8.count > suffix.utf8.count && name.hasSuffix(suffix) {
      let base = target.removingLastComponent().appending(String(name.dropLast(suffix.count)))
      if let status = try? FileStatus(of: base), status.identity == file { return true }
    }
    return false
  }

  /// Where a file is or would be.
  private struct Place {
    let file: FileStatus.Identity?
    let folder: FileStatus.Identity?
    let name: FilePath.Component?

    init(_ path: FilePath) throws(Errno) {
      let folder = path.removingLastComponent()
      // A folder that is missing or can't be read has none of the files that are open.
      file = (try? FileStatus(of: path))?.identity
      self.folder = (try? FileStatus(of: folder.isEmpty ? "." : folder))?.identity
      name = path.lastComponent
    }

    func isSame(as other: Place) -> Bool {
      if let file, let otherFile = other.file { return file == otherFile }
      guard let folder, let otherFolder = other.folder else { return false }
      return folder == otherFolder && name == other.name
    }
  }
}
