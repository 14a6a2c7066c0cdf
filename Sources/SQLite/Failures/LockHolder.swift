import FileNames
import Foundation

/// A process that holds a lock on a catalog.
public struct LockHolder: Equatable, Sendable {
  /// The system's number of the process.
  public let process: Int32
  /// The name of its program; empty where the system does not tell.
  public let program: String

  /// Finds another process that holds a lock on a database file.
  ///
  /// It looks into Linux's list of locks rather than asking with `fcntl`: closing a file that was opened to ask would
  /// drop every lock that this process has on it (<https://sqlite.org/howtocorrupt.html>, section 2.2).
  ///
  /// - Parameters:
  ///   - path: the database file.
  ///   - isWriting: whether the lock is one for writing; else any.
  /// - Returns: nil where there is none, and on other systems.
  static func find(path: String, isWriting: Bool) -> LockHolder? {
    var status = stat()
    guard PathText.withCString(path, { stat($0, &status) }) == 0,
      let list = FileManager.default.contents(atPath: "/proc/locks")
    else { return nil }
    // As the list names it: major and minor number of the device in hexadecimal, and the inode.
    let device = UInt64(truncatingIfNeeded: status.st_dev)
    let major = device >> 8 & 0xFFF | device >> 32 & 0xFFFF_F000
    let minor = device & 0xFF | device >> 12 & 0xFFFF_FF00
    let file = "\(hexadecimal(major)):\(hexadecimal(minor)):\(status.st_ino)"
    for line in String(decoding: list, as: UTF8.self).split(separator: "\n") {
      // 1: POSIX  ADVISORY  WRITE 9561 fe:00:16328507 1073741824 1073742335
      let fields = line.split(separator: " ")
      guard fields.count == 8, fields[1] == "POSIX", let process = Int32(fields[4]), process > 0, process != getpid(),
        fields[5] == file, fields[3] == "WRITE" || !isWriting,
        let start = Int(fields[6]), start >= firstLockByte
      else { continue }
      let name = FileManager.default.contents(atPath: "/proc/\(process)/comm") ?? Data()
      return LockHolder(process: process, program: String(decoding: name.prefix { $0 != 0x0A }, as: UTF8.self))
    }
    return nil
  }

  private static func hexadecimal(_ number: UInt64) -> String {
    (number < 16 ? "0" : "") + String(number, radix: 16)
  }

  /// SQLite's locks lie on bytes behind this place, which no small database has (<https://sqlite.org/lockingv3.html>).
  private static let firstLockByte = 0x4000_0000
}
