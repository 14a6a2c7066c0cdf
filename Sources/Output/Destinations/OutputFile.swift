import FileNames
import Files
import Interruption
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that appears whole or not at all: it is written in the same folder under a new name, and renamed at the end.
/// A file that is there already stays until then, and the new one gets its permissions.
///
/// A device or a pipe is written to directly.
package final class OutputFile {
  /// The path as it was given.
  let path: String
  /// Where the bytes go.
  let descriptor: FileDescriptor
  private let target: FilePath
  /// The file with the new name; nil where the target itself is written, and at the end.
  private var temporary: FilePath?
  private var isOpen = true

  package var fileDescriptor: Int32 { descriptor.rawValue }

  /// Whether what was written can be taken back.
  var isPlain: Bool { temporary != nil }

  /// Whether it is this program's standard output, by another name.
  var isStandardOutput: Bool { StandardDescriptor.number(of: target.string) == 1 }

  /// Whether it is a pipe that nobody reads any more.
  package var isLeft: Bool {
    guard isOpen, !isPlain else { return false }
    var state = pollfd(fd: fileDescriptor, events: 0, revents: 0)
    return poll(&state, 1, 0) > 0 && state.revents & Int16(POLLERR | POLLHUP) != 0
  }

  /// Opens a file for writing.
  ///
  /// - Parameters:
  ///   - path: the file; through a symbolic link, what it points to.
  ///   - databases: the databases that are open, whose files must not be written to.
  /// - Throws: ``OutputFailure`` where the file can't be made, or is one of a database.
  package init(path: String, sparing databases: [String] = []) throws(OutputFailure) {
    self.path = path
    do {
      if let number = StandardDescriptor.number(of: path) {
        target = FilePath(path)
        descriptor = try FileDescriptor(rawValue: number).duplicate()
        return
      }
      if path.isEmpty { throw Errno.noSuchFileOrDirectory }
      if path.hasSuffix("/") { throw Errno.isDirectory }
      target = try LinkChain.end(of: FilePath(name: path))
      if let number = StandardDescriptor.number(of: target.string) {
        descriptor = try FileDescriptor(rawValue: number).duplicate()
        return
      }
      try ProtectedFiles(databases).check(target, named: path)
      let status = try FileStatus(of: target)
      if let status, !status.isPlain {
        descriptor = try Self.openForWriting(target)
        return
      }
      if status != nil, target.withPlatformString({ access($0, W_OK) }) != 0 { throw Errno(rawValue: errno) }
      (temporary, descriptor) = try TemporaryName.create(beside: target, like: status)
    } catch {
      throw OutputFailure(error, path: path)
    }
  }

  deinit {
    if isOpen { try? descriptor.close() }
    if let temporary { _ = temporary.withPlatformString { unlink($0) } }
  }

  /// Puts the file in its place.
  ///
  /// - Parameter databases: the databases that are open now.
  /// - Throws: ``OutputFailure``; what was there then stays as it was.
  package func finish(sparing databases: [String] = []) throws(OutputFailure) {
    do {
      guard let temporary else {
        isOpen = false
        return try descriptor.close()
      }
      try ProtectedFiles(databases).check(target, named: path)
      // Without it, after a loss of power the new name can be there without the bytes.
      while fsync(descriptor.rawValue) != 0 {
        if errno == EINVAL || errno == ENOTSUP || errno == EROFS { break }
        if errno != EINTR { throw Errno(rawValue: errno) }
      }
      isOpen = false
      try descriptor.close()
      guard temporary.withPlatformString({ old in target.withPlatformString { rename(old, $0) } }) == 0 else {
        throw Errno(rawValue: errno)
      }
      self.temporary = nil
    } catch {
      throw OutputFailure(error, path: path)
    }
  }

  /// Takes back what was written from an offset on; does nothing where that can't be.
  package func rewind(to offset: Int64) throws(OutputFailure) {
    guard isPlain else { return }
    do {
      try descriptor.resize(to: offset, retryOnInterrupt: true)
      try descriptor.seek(offset: offset, from: .start)
    } catch {
      throw OutputFailure(error, path: path)
    }
  }

  /// Opens a device or a pipe; for a pipe it waits until somebody reads.
  private static func openForWriting(_ target: FilePath) throws -> FileDescriptor {
    while true {
      do {
        return try FileDescriptor.open(target, .writeOnly, retryOnInterrupt: false)
      } catch Errno.interrupted {
        guard !Interruption.isRequested else { throw OutputFailure.interrupted }
      }
    }
  }
}

extension OutputFailure {
  /// What an error of a file means.
  init(_ error: any Error, path: String?) {
    switch error {
    case let failure as OutputFailure: self = failure
    case Errno.brokenPipe: self = .closed(reader: path)
    case let number as Errno: self = .system(path: path, errno: number.rawValue)
    default: self = .system(path: path, errno: EIO)
    }
  }
}
