/// Paths that stand for open descriptors.
package enum StandardDescriptor {
  /// The number of the descriptor for `/dev/stdout`, `/dev/stderr`, `/dev/fd/3` and `/proc/self/fd/3`; nil for any
  /// other path.
  package static func number(of path: String) -> Int32? {
    switch path {
    case "/dev/stdout": return 1
    case "/dev/stderr": return 2
    default:
      for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
        return Int32(path.dropFirst(folder.count)).flatMap { $0 >= 0 ? $0 : nil }
      }
      return nil
    }
  }
}
