import FileNames
import Foundation

/// Pages that were read and are to be given in another order: in a file without a name, which goes with the process.
final class PageSpool {
  private let descriptor: Int32
  private let folder: String
  private(set) var count = 0

  /// Makes the file in the first folder that takes it.
  init() throws(InputError) {
    let folders = [getenv("TMPDIR").map { PathText.text(cString: $0) }, "/var/tmp", "/tmp", "."].compactMap { $0 }
    var reason: Int32 = 0
    for folder in folders {
      var template = PathText.bytes(of: "\(folder)/pressmark-pages-XXXXXX").map { CChar(bitPattern: $0) } + [0]
      let descriptor = mkstemp(&template)
      if descriptor >= 0 {
        unlink(template)
        self.descriptor = descriptor
        self.folder = folder
        return
      }
      reason = errno
    }
    throw .system(.keep, name: folders[0], errno: reason, offset: 0)
  }

  deinit { close(descriptor) }

  func append(_ bytes: UnsafeRawBufferPointer) throws(InputError) {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let written = pwrite(descriptor, rest.baseAddress, rest.count, off_t(count))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        throw .system(.keep, name: folder, errno: written < 0 ? errno : ENOSPC, offset: 0)
      }
      done += written
      count += written
    }
  }

  /// Reads bytes from a place.
  ///
  /// - Returns: how many; the file holds them.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(InputError) -> Int {
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system(.keep, name: folder, errno: count < 0 ? errno : EIO, offset: offset) }
      return count
    }
  }
}
