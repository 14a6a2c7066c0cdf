import Files
import Interruption
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The bytes of a file, a pipe or standard input, unchanged.
final class FileInput: ByteStream {
  /// The path as given, or "-".
  let name: String
  /// The size of the file in bytes; nil for an input that can be read only once, from start to end.
  let size: Int?
  /// The position of the next read.
  private(set) var position = 0

  private let descriptor: FileDescriptor
  private let progress: InputProgress
  private let cancellation: ReadCancellation
  /// Bytes of a pipe that were peeked at and not yet read.
  private var peeked: [UInt8] = []

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - name: its path, or "-" for standard input.
  ///   - progress: is told what is read.
  ///   - cancellation: ends a read that waits.
  init(
    name: String, progress: InputProgress, cancellation: ReadCancellation = ReadCancellation()
  ) throws(InputError) {
    self.name = name
    self.progress = progress
    self.cancellation = cancellation
    do throws(Errno) {
      descriptor = name == "-" ? .standardInput : try Self.open(name)
    } catch {
      throw .system(.open, name: name, errno: error.rawValue, offset: 0)
    }
    let status = try? FileStatus(of: descriptor)
    let flags = fcntl(descriptor.rawValue, F_GETFL)
    // If standard input is closed, something that can't be read may have been opened in its place.
    if name == "-", status == nil || flags & O_ACCMODE == O_WRONLY { throw .closedStandardInput }
    let isFile = status?.isPlain == true && (try? descriptor.seek(offset: 0, from: .current)) == 0
    size = isFile ? status?.size : nil
    if name != "-", !isFile { _ = fcntl(descriptor.rawValue, F_SETFL, flags & ~O_NONBLOCK) }
    #if os(Linux)
      if isFile { posix_fadvise(descriptor.rawValue, 0, 0, POSIX_FADV_SEQUENTIAL) }
    #endif
  }

  #if os(Linux)
    /// A named pipe is opened at once, whether it has a writer or not; the first read waits for one. So a signal or a
    /// cancellation can end the wait.
    private static let options: FileDescriptor.OpenOptions = [.closeOnExec, .nonBlocking]
  #else
    private static let options: FileDescriptor.OpenOptions = .closeOnExec
  #endif

  private static func open(_ name: String) throws(Errno) -> FileDescriptor {
    while true {
      do {
        return try FileDescriptor.open(FilePath(name: name), .readOnly, options: options, retryOnInterrupt: false)
      } catch {
        let code = error as? Errno ?? .ioError
        // Without the option above, this waits for the writer of a pipe, and a signal must be able to end the wait.
        if code != .interrupted || Interruption.isRequested { throw code }
      }
    }
  }

  deinit { if name != "-" { try? descriptor.close() } }

  /// Peeks at the first bytes; nothing may have been read yet.
  func prefix(_ count: Int) throws(InputError) -> [UInt8] {
    if size != nil { return try bytes(at: 0, count: count) }
    while peeked.count < count {
      let more = try Self.bytes(count - peeked.count) { buffer throws(InputError) in
        try readOnce(into: buffer)
      }
      guard !more.isEmpty else { break }
      peeked += more
    }
    return peeked
  }

  /// Reads the next bytes.
  ///
  /// - Returns: how many; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    var count = min(peeked.count, buffer.count)
    if count > 0 {
      buffer.copyBytes(from: peeked[..<count])
      peeked.removeFirst(count)
    } else {
      // Systems read two gigabytes at a time at most; macOS refuses more.
      count = try readOnce(into: UnsafeMutableRawBufferPointer(rebasing: buffer.prefix(1 << 30)))
    }
    position += count
    progress.add(count)
    return count
  }

  /// Reads bytes at a position, independent of the next read. Only for files, which have a size.
  ///
  /// - Returns: fewer than asked for at the end of the file.
  func bytes(at offset: Int, count: Int) throws(InputError) -> [UInt8] {
    try Self.bytes(count) { buffer throws(InputError) in
      var filled = 0
      while filled < buffer.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        let place = Int64(offset + filled)
        let count = try retrying {
          try descriptor.read(fromAbsoluteOffset: place, into: rest, retryOnInterrupt: false)
        }
        guard count > 0 else { break }
        filled += count
      }
      return filled
    }
  }

  /// Skips bytes without reading them.
  ///
  /// - Returns: how many; none if the input has no size, and none beyond its end.
  func skip(_ count: Int) -> Int {
    guard let size else { return 0 }
    let target = min(position + count, size)
    guard target > position, (try? descriptor.seek(offset: Int64(target), from: .start)) != nil else { return 0 }
    let skipped = target - position
    position = target
    progress.add(skipped)
    return skipped
  }

  /// Treats the rest as read; it has no checksums.
  func finish() throws(InputError) { if let size { _ = skip(size - position) } }

  private func readOnce(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    while true {
      // A read from a pipe may wait forever, so it starts only when there is something to read.
      guard size == nil ? cancellation.waitForBytes(of: descriptor.rawValue) : cancellation.isWanted else {
        throw .system(.read, name: name, errno: ECANCELED, offset: position)
      }
      do throws(InputError) {
        return try retrying { try descriptor.read(into: buffer, retryOnInterrupt: false) }
      } catch .system(_, _, EAGAIN, _) where size == nil {
        continue  // Another reader of the pipe was faster.
      }
    }
  }

  private func retrying(_ call: () throws -> Int) throws(InputError) -> Int {
    while true {
      // A read from a pipe may wait forever, so it starts only when there is something to read.
      do throws(Interrupted) {
        if size == nil { try Interruption.waitForInput(descriptor.rawValue) } else { try Interruption.check() }
      } catch {
        throw .interrupted
      }
      do {
        return try call()
      } catch {
        let code = error as? Errno ?? .ioError
        if code != .interrupted { throw .system(.read, name: name, errno: code.rawValue, offset: position) }
      }
    }
  }

  private static func bytes(
    _ count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(InputError) -> Int
  ) throws(InputError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: 16)
    defer { buffer.deallocate() }
    let filled = try fill(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
    return Array(buffer[..<filled])
  }
}
