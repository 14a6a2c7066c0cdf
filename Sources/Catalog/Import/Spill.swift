import Foundation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Bytes that are written once and then read anywhere: the first of them in memory, the rest in a file without a name,
/// which goes when it is no longer used or the process ends.
final class Spill {
  private var memory: [UInt8] = []
  private let memorySize: Int
  private var descriptor: Int32 = -1
  private var folder = ""
  private var fileSize = 0

  /// - Parameter memorySize: how many bytes are kept in memory.
  init(memorySize: Int = 4 << 20) { self.memorySize = memorySize }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Bytes written.
  var count: Int { memory.count + fileSize }

  /// Writes bytes at the end.
  ///
  /// - Throws: ``CatalogError`` where the system refuses.
  func append(_ bytes: UnsafeRawBufferPointer) throws {
    let kept = min(bytes.count, memorySize - memory.count)
    if kept > 0 { memory += bytes[..<kept] }
    if kept < bytes.count { try write(UnsafeRawBufferPointer(rebasing: bytes[kept...]), at: fileSize) }
  }

  /// Reads bytes that were written.
  ///
  /// - Throws: ``CatalogError`` where the system refuses.
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws {
    var done = max(0, min(bytes.count, memory.count - offset))
    if done > 0 { bytes.copyBytes(from: memory[offset..<(offset + done)]) }
    while done < bytes.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: bytes[done...])
      let read = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done - memory.count))
      if read < 0, errno == EINTR { continue }
      guard read > 0 else { throw CatalogError.notWritten(path: folder, errno: read < 0 ? errno : EIO) }
      done += read
    }
  }

  /// Writes bytes over ones that were written.
  ///
  /// - Throws: ``CatalogError`` where the system refuses.
  func overwrite(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
    let kept = max(0, min(bytes.count, memory.count - offset))
    if kept > 0 {
      memory.withUnsafeMutableBytes {
        UnsafeMutableRawBufferPointer(rebasing: $0[offset..<offset + kept]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[..<kept]))
      }
    }
    if kept < bytes.count {
      try write(UnsafeRawBufferPointer(rebasing: bytes[kept...]), at: offset + kept - memory.count)
    }
  }

  /// Writes bytes into the file.
  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws {
    if descriptor < 0 { try makeFile() }
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let written = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw CatalogError.notWritten(path: folder, errno: written < 0 ? errno : ENOSPC) }
      done += written
      fileSize = max(fileSize, offset + done)
    }
  }

  /// Makes the file in the first folder that takes it, of those that SQLite puts its temporary files in.
  /// See <https://sqlite.org/tempfiles.html>.
  private func makeFile() throws {
    let environment = ProcessInfo.processInfo.environment
    let folders = ["SQLITE_TMPDIR", "TMPDIR"].compactMap { environment[$0] } + ["/var/tmp", "/tmp", "."]
    var reason: Int32 = 0
    for folder in folders {
      var path = Array("\(folder)/pressmark-XXXXXX".utf8CString)
      descriptor = mkstemp(&path)
      if descriptor >= 0 {
        unlink(path)
        self.folder = folder
        return
      }
      reason = errno
    }
    throw CatalogError.notWritten(path: folders[0], errno: reason)
  }
}
