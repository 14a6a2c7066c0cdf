import Files
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A process that holds a lock on a database.
public struct LockHolder: Equatable, Sendable {
  /// The system's number of the process.
  public let process: Int32
  /// The name of its program; empty if the system does not tell.
  public let program: String

  /// Finds another process that holds a lock on a database file.
  ///
  /// It reads Linux's list of locks (`man 5 proc_locks`) instead of asking with `fcntl`: closing a file that was opened
  /// to ask would drop every lock that this process has on it (<https://sqlite.org/howtocorrupt.html>, section 2.2).
  ///
  /// - Parameters:
  ///   - path: the database file.
  ///   - isWriting: whether only a lock for writing counts.
  /// - Returns: nil if there is none, and on other systems.
  static func find(path: String, isWriting: Bool) -> LockHolder? {
    guard let identity = FilePlace.identity(path), let list = try? FilePath("/proc/locks").contents() else {
      return nil
    }
    // As the list names it: major and minor number of the device in hexadecimal, and the inode.
    let device = UInt64(truncatingIfNeeded: identity.device.rawValue)
    let major = device >> 8 & 0xFFF | device >> 32 & 0xFFFF_F000
    let minor = device & 0xFF | device >> 12 & 0xFFFF_FF00
    let file = "\(hexadecimal(major)):\(hexadecimal(minor)):\(identity.inode.rawValue)"
    for line in String(decoding: list, as: UTF8.self).split(separator: "\n") {
      // 1: POSIX  ADVISORY  WRITE 9561 fe:00:16328507 1073741824 1073742335
      let fields = line.split(separator: " ")
      guard fields.count == 8, fields[1] == "POSIX", let process = Int32(fields[4]), process > 0, process != getpid(),
        fields[5] == file, fields[3] == "WRITE" || !isWriting,
        let start = Int(fields[6]), start >= firstLockByte
      else { continue }
      let name = (try? FilePath("/proc/\(process)/comm").contents()) ?? []
      return LockHolder(process: process, program: String(decoding: name.prefix { $0 != 0x0A }, as: UTF8.self))
    }
    return nil
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    (number < 16 ? "0" : "") + String(number, radix: 16)
  }

  /// SQLite's locks are on bytes from here, beyond the content of a small database
  /// (<https://sqlite.org/lockingv3.html>).
  private static let firstLockByte = 0x4000_0000
}
