package import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Follows symbolic links by hand, to where the last one points, be something there or not.
package enum LinkChain {
  /// As many as Linux follows.
  private static let limit = 40

  package static func end(of path: FilePath) throws(Errno) -> FilePath {
    var path = path
    for _ in 0..<limit {
      guard let status = try FileStatus(of: path, followsLinks: false), status.isLink else { return path }
      // A link of the system's own, such as those in /proc, points to what its text does not name.
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
