import Files
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A shared lock on the folder of a catalog, which tells imports of each other. It ends with the value.
///
/// A catalog is only removed while no other import runs: SQLite must not lose a file that it has open, because it would
/// take the journal of the next file of that name for that of a killed process, and delete it.
struct FolderLock: ~Copyable {
  /// Nil where the folder can't be opened, so that it can't be locked.
  private let folder: FileDescriptor?

  /// Takes the lock. It waits for an import that is removing a catalog, but at most a second, because another program
  /// may have locked the folder.
  ///
  /// - Parameter path: the catalog's.
  init(around path: String) {
    let parent = FilePath(name: path).removingLastComponent()
    folder = try? FileDescriptor.open(parent.isEmpty ? "." : parent, .readOnly, options: .closeOnExec)
    for _ in 0..<100 where !lock(LOCK_SH) && errno == EWOULDBLOCK { usleep(10_000) }
  }

  deinit { try? folder?.close() }

  /// Whether no other import has the lock. If so, no other gets it before this value ends.
  borrowing func isOnlyOne() -> Bool { lock(LOCK_EX) }

  private borrowing func lock(_ operation: Int32) -> Bool { flock(folder?.rawValue ?? -1, operation | LOCK_NB) == 0 }
}
