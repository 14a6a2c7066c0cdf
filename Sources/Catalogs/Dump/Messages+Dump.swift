import ControlText

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// The English of this folder.

extension DumpError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .folderNotEmpty(let path): "\(visible: path) is not empty; name a folder that is, or that does not exist yet"
    case .file(let path, let errno): "\(visible: path): \(String(cString: strerror(errno)))"
    }
  }
}
