import FileNames
package import Files
import SystemPackage

/// Where the paths of catalogs lead to.
package enum FilePlace {
  /// The device and inode that a path leads to; nil where nothing is there.
  package static func identity(_ path: String) -> FileStatus.Identity? {
    (try? FileStatus(of: FilePath(name: path)))?.identity
  }

  /// The path at the end of symbolic links, which may be one where no file is yet; itself where they can't be followed.
  package static func target(of path: String) -> String {
    guard let end = try? LinkChain.end(of: FilePath(name: path)) else { return path }
    return end.withPlatformString { PathText.text(cString: $0) }
  }
}
