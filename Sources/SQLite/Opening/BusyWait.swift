import CSQLite
import Interruption

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Waits for another process's lock on a database, as SQLite's own busy timeout does, until a signal asks the program to
/// end.
/// See <https://sqlite.org/c3ref/busy_handler.html>.
enum BusyWait {
  /// The pauses between tries, in milliseconds; the last one is repeated.
  private static let pauses = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]

  /// Waits so on a connection from now on.
  ///
  /// - Parameters:
  ///   - handle: the connection.
  ///   - time: how long to wait in all.
  static func install(on handle: OpaquePointer, atMost time: Duration) {
    // The context is the number of milliseconds itself, and points to nothing.
    let limit = UnsafeMutableRawPointer(bitPattern: Int(time / .milliseconds(1)))
    sqlite3_busy_handler(
      handle, { limit, tries in BusyWait.wait(tries: Int(tries), limit: Int(bitPattern: limit)) ? 1 : 0 },
      limit)
  }

  private static func wait(tries: Int, limit: Int) -> Bool {
    let last = pauses.count - 1
    let waited = pauses.prefix(tries).reduce(0, +) + max(0, tries - pauses.count) * pauses[last]
    guard waited < limit, !Interruption.isRequested else { return false }
    usleep(UInt32(pauses[min(tries, last)]) * 1000)
    return !Interruption.isRequested
  }
}
