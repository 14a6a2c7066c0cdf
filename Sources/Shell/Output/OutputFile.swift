import FileNames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that appears whole or not at all: it's written beside its place, and moved there at the end.
///
/// What is no plain file (a device, a pipe) is written straight.
public struct OutputFile: ~Copyable {
  private let path: String
  private let temporaryPath: String?
  public let fileDescriptor: Int32

  /// - Throws: ``OutputFailure`` where the file can't be made.
  public init(path: String) throws(OutputFailure) {
    var status = stat()
    let exists = PathText.withCString(path, { stat($0, &status) }) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      self.path = path
      temporaryPath = nil
      fileDescriptor = PathText.withCString(path) { open($0, O_WRONLY) }
      if fileDescriptor < 0 { throw .system(path: path, errno: errno) }
      return
    }
    // A link keeps pointing where it does: its target is what is replaced.
    let target = exists ? Self.resolved(path) ?? path : path
    self.path = target
    let temporary = "\(target).\(getpid()).part"
    temporaryPath = temporary
    let mode = exists ? status.st_mode & 0o777 : 0o666
    fileDescriptor = PathText.withCString(temporary) { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_EXCL, mode) }
    if fileDescriptor < 0 { throw .system(path: path, errno: errno) }
  }

  deinit {
    close(fileDescriptor)
    if let temporaryPath { _ = PathText.withCString(temporaryPath) { unlink($0) } }
  }

  /// Puts the file in its place.
  public consuming func finish() throws(OutputFailure) {
    guard let temporaryPath else { return }
    let code = PathText.withCString(temporaryPath) { old in PathText.withCString(path) { new in rename(old, new) } }
    if code != 0 { throw .system(path: path, errno: errno) }
  }

  private static func resolved(_ path: String) -> String? {
    guard let resolved = PathText.withCString(path, { realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    return PathText.text(cString: resolved)
  }
}
