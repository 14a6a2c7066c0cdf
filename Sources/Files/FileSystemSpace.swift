import FileNames
package import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How much is free in the file system of a folder.
package struct FileSystemSpace {
  /// Which file system it is.
  package let device: Int
  /// What this process may use of it, in bytes.
  package let free: Int

  /// - Parameter folder: as ``PathText`` has it.
  /// - Throws: the system's error number.
  package init(of folder: String) throws(Errno) {
    var status = stat()
    var space = statvfs()
    guard PathText.withCString(folder, { stat($0, &status) }) == 0,
      PathText.withCString(folder, { statvfs($0, &space) }) == 0
    else { throw Errno(rawValue: errno) }
    device = Int(truncatingIfNeeded: status.st_dev)
    free = Int(clamping: UInt64(space.f_bavail).multipliedReportingOverflow(by: UInt64(space.f_frsize)).partialValue)
  }
}

extension TemporaryFile {
  /// The first of ``folders()`` that this process may write to, which SQLite uses; nil if there is none.
  package static func usedFolder() -> String? {
    folders().first { folder in PathText.withCString(folder, { access($0, W_OK | X_OK) }) == 0 }
  }
}
