import FileNames
package import Files
import SystemPackage

/// Where paths of databases lead to.
package enum FilePlace {
  /// Which file a path leads to; nil if there is none.
  package static func identity(_ path: String) -> FileStatus.Identity? {
    (try? FileStatus(of: FilePath(name: path)))?.identity
  }

  /// The path at the end of symbolic links, with or without a file there; the path itself if they can't be followed.
  package static func target(of path: String) -> String {
    guard let end = try? LinkChain.end(of: FilePath(name: path)) else { return path }
    return end.withPlatformString { PathText.text(cString: $0) }
  }
}
