public import ExportFormat
import Foundation

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file, or standard input, as the source of an export.
public final class FileSource: ByteSource {
  public let name: String
  private let handle: FileHandle

  /// Opens a file.
  ///
  /// - Parameter path: the file, or "-" for standard input.
  /// - Throws: ``SourceError`` where it can't be opened.
  public init(path: String) throws {
    name = path
    if path == "-" {
      handle = .standardInput
      return
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SourceError(path: path, errno: errno) }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      #if canImport(Darwin)
        let count = Darwin.read(handle.fileDescriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Glibc.read(handle.fileDescriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { throw SourceError(path: name, errno: errno) }
    }
  }

  /// The file's size in bytes; nil where it has none, as a pipe.
  public var byteCount: Int? {
    var status = stat()
    guard fstat(handle.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }
}

/// A source that can't be opened or read.
public struct SourceError: Error, Equatable, Sendable {
  public let path: String
  /// The system's error number.
  public let errno: Int32
}

extension SourceError: CustomStringConvertible {
  public var description: String {
    "\(path == "-" ? "standard input" : path): \(String(cString: strerror(errno)))"
  }
}
