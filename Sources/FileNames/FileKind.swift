#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a path leads to, links being followed.
public enum FileKind: Equatable, Sendable {
  case file, folder, pipe, socket, device

  /// Looks at a path, see ``PathText``.
  ///
  /// - Throws: the system's error number.
  public init(of path: String) throws(FileKindError) {
    var status = stat()
    guard PathText.withCString(path, { stat($0, &status) }) == 0 else { throw FileKindError(errno: errno) }
    self.init(status.st_mode)
  }

  private init(_ mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFIFO: self = .pipe
    case S_IFSOCK: self = .socket
    default: self = .device
    }
  }
}

/// Why a path could not be looked at.
public struct FileKindError: Error, Equatable, Sendable {
  public let errno: Int32

  public init(errno: Int32) { self.errno = errno }
}
