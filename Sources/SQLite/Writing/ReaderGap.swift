import CSQLite
import FileNames
import Interruption

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Waits for a moment at which nobody reads a database file.
///
/// SQLite gets the exclusive lock by keeping new readers out until the last present reader has ended; a reader that does
/// not wait fails in that time, although nothing is being written. Here the system is asked for a lock on the readers'
/// bytes, which it grants at the first moment at which no other process has them locked. If there is no such moment for
/// some seconds, SQLite's way is used.
struct ReaderGap {
  private let descriptor: Int32?

  /// How long to wait for a moment without readers.
  private static let patience = Duration.seconds(5)

  /// - Parameter path: a file that SQLite has open in this process.
  init(path: String) { descriptor = Self.openDescriptor(of: path) }

  /// Asks for the exclusive lock until it is granted.
  ///
  /// - Parameters:
  ///   - time: how long to wait in each of the two ways.
  ///   - lock: asks SQLite once for the exclusive lock, and returns its code.
  /// - Returns: SQLite's last code.
  func wait(atMost time: Duration, for lock: () -> Int32) -> Int32 {
    let isAlone = descriptor.map { SharedBytes.lockForWriting($0, atMost: min(time, Self.patience)) } ?? false
    let clock = ContinuousClock()
    let start = clock.now
    var code = lock()
    while code & 0xFF == SQLITE_BUSY, clock.now - start < time, !Interruption.isRequested {
      usleep(isAlone ? 20 : 500)
      code = lock()
    }
    if code != SQLITE_OK, isAlone, let descriptor { SharedBytes.lockForReading(descriptor) }
    return code
  }

  /// A descriptor of this process for a file.
  ///
  /// SQLite does not tell its descriptor, and opening the file again would drop every lock on it when that descriptor is
  /// closed (<https://sqlite.org/howtocorrupt.html>, section 2.2). So the open ones are searched. Any will do, because
  /// these locks belong to the process.
  private static func openDescriptor(of path: String) -> Int32? {
    var wanted = stat()
    guard PathText.withCString(path, { stat($0, &wanted) }) == 0 else { return nil }
    var found = stat()
    return (0..<highestDescriptor).first { descriptor in
      fstat(descriptor, &found) == 0 && found.st_ino == wanted.st_ino && found.st_dev == wanted.st_dev
        && fcntl(descriptor, F_GETFL) & O_ACCMODE == O_RDWR
    }
  }

  /// Descriptors above this are not searched: a process has few.
  private static let highestDescriptor: Int32 = 1024
}

/// The bytes of a database file that its readers lock (<https://sqlite.org/lockingv3.html>).
private enum SharedBytes {
  /// Locks them for writing as soon as no other process has them locked.
  ///
  /// - Returns: false if it took too long.
  static func lockForWriting(_ descriptor: Int32, atMost time: Duration) -> Bool {
    if set(descriptor, F_WRLCK, F_SETLK) { return true }
    return Alarm.set(after: time) { alarm in
      while !alarm.hasRung, !Interruption.isRequested {
        if set(descriptor, F_WRLCK, F_SETLKW) { return true }
        guard errno == EINTR else { return false }
      }
      return false
    }
  }

  /// Locks them for reading again, so that others can read too.
  static func lockForReading(_ descriptor: Int32) { _ = set(descriptor, F_RDLCK, F_SETLK) }

  private static func set(_ descriptor: Int32, _ type: Int32, _ command: Int32) -> Bool {
    var lock = flock()
    lock.l_type = Int16(type)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = 0x4000_0002
    lock.l_len = 510
    return fcntl(descriptor, command, &lock) == 0
  }
}
