import GRDB
import Interruption

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Waits for another process's lock on a catalog, as SQLite's own busy timeout does, until a signal asks for the end.
/// See <https://sqlite.org/c3ref/busy_handler.html>.
enum BusyWait {
  /// The pauses between tries, in milliseconds; the last one goes on.
  private static let pauses = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]

  /// - Parameter seconds: how long to wait in all.
  static func callback(seconds: Double) -> Database.BusyCallback {
    { tries in
      let last = pauses.count - 1
      let waited = pauses.prefix(tries).reduce(0, +) + max(0, tries - pauses.count) * pauses[last]
      guard Double(waited) < seconds * 1000, !Interruption.isRequested else { return false }
      usleep(UInt32(pauses[min(tries, last)]) * 1000)
      return !Interruption.isRequested
    }
  }
}
