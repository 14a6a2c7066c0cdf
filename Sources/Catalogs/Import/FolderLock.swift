import FileNames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A shared lock on the folder of a catalog, by which imports know of each other.
///
/// SQLite must not lose a file that it has open: it would take the journal of the next file of that name for one that
/// a killed process left, and delete it. So a catalog is only removed where no other import is under way.
struct FolderLock {
  private let descriptor: Int32

  /// Takes the lock; waits for one who removes a catalog, but not for a stranger who locked the folder.
  ///
  /// - Parameter path: the catalog's.
  init(around path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    descriptor = PathText.withCString(folder) { open($0, O_RDONLY | O_CLOEXEC) }
    for _ in 0..<100 where flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK { usleep(10_000) }
  }

  /// Whether no other import has the lock; then none gets it before this one is given back.
  func isOurs() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

  /// Gives the lock back.
  func release() { close(descriptor) }
}
