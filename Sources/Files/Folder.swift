import FileNames
package import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The names in a folder.
package enum Folder {
  /// Lists a folder.
  ///
  /// - Parameter path: as ``PathText`` has it.
  /// - Returns: the names in it as ``PathText`` has them, without `.` and `..`, in no order.
  /// - Throws: the system's error number.
  package static func names(in path: String) throws(Errno) -> [String] {
    guard let folder = PathText.withCString(path, { opendir($0) }) else { throw Errno(rawValue: errno) }
    defer { closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(folder) {
      let bytes = withUnsafeBytes(of: entry.pointee.d_name) { name in Array(name.prefix { $0 != 0 }) }
      let name = PathText.text(of: bytes)
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw Errno(rawValue: errno) }
    return names
  }
}
