package import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Follows symbolic links one by one to the path that the last one points to, whether or not it exists.
package enum LinkChain {
  /// The limit of Linux.
  private static let limit = 40

  package static func end(of path: FilePath) throws(Errno) -> FilePath {
    var path = path
    for _ in 0..<limit {
      guard let status = try FileStatus(of: path, followsLinks: false), status.isLink else { return path }
      // The target text of the system's own links, such as those in /proc, is not a path.
      if let named = StandardDescriptor.number(of: path.string), named >= 0 { return path }
      let next = try target(of: path)
      path = next.isAbsolute ? next : path.removingLastComponent().pushing(next)
    }
    throw .tooManySymbolicLinkLevels
  }

  private static func target(of link: FilePath) throws(Errno) -> FilePath {
    var buffer = [CChar](repeating: 0, count: 1 << 13)
    let count = link.withPlatformString { readlink($0, &buffer, buffer.count - 1) }
    guard count >= 0 else { throw Errno(rawValue: errno) }
    buffer[count] = 0
    return FilePath(platformString: buffer)
  }
}
