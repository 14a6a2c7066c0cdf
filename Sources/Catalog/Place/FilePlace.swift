import FileNames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where paths lead to.
enum FilePlace {
  /// A device and the number of a file on it.
  struct Identity: Equatable {
    let device: UInt64
    let inode: UInt64
  }

  /// The device and inode that a path leads to; nil where nothing is there.
  static func identity(_ path: String) -> Identity? {
    var status = stat()
    guard PathText.withCString(path, { stat($0, &status) }) == 0 else { return nil }
    return Identity(device: UInt64(truncatingIfNeeded: status.st_dev), inode: UInt64(status.st_ino))
  }

  /// The path at the end of symbolic links, which may be one where no file is yet.
  static func target(of path: String) -> String {
    var path = path
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    // As many links as the system follows.
    for _ in 0..<40 {
      let length = PathText.withCString(path) { readlink($0, &buffer, buffer.count) }
      guard length > 0 else { break }
      let link = PathText.text(of: buffer[..<length].map { UInt8(bitPattern: $0) })
      path = link.hasPrefix("/") ? link : split(path).folder + "/" + link
    }
    return path
  }

  /// The folder that a path names, `.` where it names none, and the name in it.
  private static func split(_ path: String) -> (folder: String, name: String) {
    let bytes = Array(path.utf8)
    guard let slash = bytes.lastIndex(of: 0x2F) else { return (".", path) }
    let folder = slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
    return (folder, String(decoding: bytes[(slash + 1)...], as: UTF8.self))
  }
}
