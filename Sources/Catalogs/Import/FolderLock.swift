import Files
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A shared lock on the folder of a catalog, by which imports know of each other. It ends with the value.
///
/// SQLite must not lose a file that it has open: it would take the journal of the next file of that name for one that
/// a killed process left, and delete it. So a catalog is only removed where no other import is under way.
struct FolderLock: ~Copyable {
  /// Nil where the folder can't be opened: nobody can lock it then.
  private let folder: FileDescriptor?

  /// Takes the lock. It waits for an import that removes a catalog, but only a second: another program may have locked
  /// the folder.
  ///
  /// - Parameter path: the catalog's.
  init(around path: String) {
    let parent = FilePath(name: path).removingLastComponent()
    folder = try? FileDescriptor.open(parent.isEmpty ? "." : parent, .readOnly, options: .closeOnExec)
    for _ in 0..<100 where !lock(LOCK_SH) && errno == EWOULDBLOCK { usleep(10_000) }
  }

  deinit { try? folder?.close() }

  /// Whether no other import has the lock; then none gets it before this one ends.
  borrowing func isOnlyOne() -> Bool { lock(LOCK_EX) }

  private borrowing func lock(_ operation: Int32) -> Bool { flock(folder?.rawValue ?? -1, operation | LOCK_NB) == 0 }
}
