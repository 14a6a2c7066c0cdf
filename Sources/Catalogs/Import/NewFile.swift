import FileNames
import Files
import SQLite

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A catalog's file that an import makes, to be removed again where the import fails.
final class NewFile {
  private let path: String
  private var identity: FileStatus.Identity?

  /// - Parameter path: where no file is yet.
  init(path: String) { self.path = path }

  /// Takes the file that is there now for the one that was made.
  func remember() { identity = FilePlace.identity(path) }

  /// Removes the file if it holds no export and nobody else uses it, with the journal that belongs to it.
  func removeIfEmpty() {
    // Not even a catalog could be made in it: then it's the one that is there, unless that has anything in it.
    let wasMade = identity != nil
    guard let found = FilePlace.identity(path), identity == nil || identity == found else { return }
    // Where this fails, it's no catalog of ours, or somebody uses it: it stays.
    try? DatabaseFile(path).withExclusiveConnection { connection in
      let isEmpty = try connection.rows("SELECT 1 FROM sqlite_master LIMIT 1").isEmpty
      guard try isEmpty || wasMade && connection.rows("SELECT 1 FROM exports LIMIT 1").isEmpty else { return }
      guard !connection.hasMoved, PathText.withCString(path, { unlink($0) }) == 0 else { return }
      _ = PathText.withCString(path + "-journal") { unlink($0) }
    }
  }
}
