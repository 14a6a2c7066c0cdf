import FileNames
import Files
import SQLite

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The file of a catalog that an import creates, to be removed again if the import fails.
final class NewFile {
  private let path: String
  private var identity: FileStatus.Identity?

  /// - Parameter path: where there is no file yet.
  init(path: String) { self.path = path }

  /// Notes that the file that is there now was created by this import.
  func remember() { identity = FilePlace.identity(path) }

  /// Removes the file and its journal if it holds no export and nobody else uses it.
  func removeIfEmpty() {
    // Where creating the catalog failed, the file has no identity yet: then it must have no table at all.
    let wasMade = identity != nil
    guard let found = FilePlace.identity(path), identity == nil || identity == found else { return }
    // An error means that somebody uses the file, or that it is no catalog: then it stays.
    try? DatabaseFile(path).withExclusiveConnection { connection in
      let isEmpty = try connection.rows("SELECT 1 FROM sqlite_master LIMIT 1").isEmpty
      guard try isEmpty || wasMade && connection.rows("SELECT 1 FROM exports LIMIT 1").isEmpty else { return }
      guard !connection.hasMoved, PathText.withCString(path, { unlink($0) }) == 0 else { return }
      _ = PathText.withCString(path + "-journal") { unlink($0) }
    }
  }
}
