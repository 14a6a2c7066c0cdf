import FileNames
import Foundation
import Interruption

/// The bytes of a file, a pipe or standard input as they lie there.
final class FileInput: ByteStream {
  /// The path as it was given, or "-".
  let name: String
  /// Bytes in the file; nil for what can be read only once, from front to end.
  let size: Int?
  /// Where the next read starts.
  private(set) var position = 0

  private let descriptor: Int32
  private let progress: InputProgress
  private let cancellation: ReadCancellation
  /// Bytes of a pipe that were looked at, and not read yet.
  private var peeked: [UInt8] = []

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - name: its path, or "-" for standard input.
  ///   - progress: told of what is read.
  ///   - cancellation: ends a read that waits.
  init(
    name: String, progress: InputProgress, cancellation: ReadCancellation = ReadCancellation()
  ) throws(InputError) {
    self.name = name
    self.progress = progress
    self.cancellation = cancellation
    descriptor = name == "-" ? STDIN_FILENO : Self.open(name)
    guard descriptor >= 0 else { throw .system(.open, name: name, errno: errno, offset: 0) }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    if !isKnown, name == "-" { throw .closedStandardInput }
    // What can't be read was put in the place of an input that is closed.
    if name == "-", fcntl(descriptor, F_GETFL) & O_ACCMODE == O_WRONLY { throw .closedStandardInput }
    let isFile = isKnown && status.st_mode & S_IFMT == S_IFREG && lseek(descriptor, 0, SEEK_CUR) == 0
    size = isFile ? Int(status.st_size) : nil
    if name != "-", !isFile { _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) & ~O_NONBLOCK) }
    #if os(Linux)
      if isFile { posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
    #endif
  }

  #if os(Linux)
    /// A named pipe is opened at once, whether it has a writer or not; the first read waits for one. So a signal can
    /// end the wait, and so can a cancellation.
    private static let withoutWaiting = O_NONBLOCK
  #else
    private static let withoutWaiting: Int32 = 0
  #endif

  private static func open(_ name: String) -> Int32 {
    while true {
      let descriptor = PathText.withCString(name) { Foundation.open($0, O_RDONLY | O_CLOEXEC | withoutWaiting) }
      // Whoever waits for the writer of a pipe can be interrupted.
      if descriptor >= 0 || errno != EINTR || Interruption.isRequested { return descriptor }
    }
  }

  deinit { if name != "-" { close(descriptor) } }

  /// Looks at the first bytes; nothing may have been read yet.
  func prefix(_ count: Int) throws(InputError) -> [UInt8] {
    if size != nil { return try bytes(at: 0, count: count) }
    while peeked.count < count {
      let more = try Self.bytes(count - peeked.count) { buffer throws(InputError) in
        try readOnce(buffer.baseAddress, buffer.count)
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
      // A system reads two gigabytes at a time at most; macOS refuses more.
      let length = min(buffer.count, 1 << 30)
      count = try readOnce(buffer.baseAddress, length)
    }
    position += count
    progress.add(count)
    return count
  }

  /// Reads bytes at a place, wherever the next read starts; the file must be one that has a size.
  ///
  /// - Returns: fewer than asked for at the file's end.
  func bytes(at offset: Int, count: Int) throws(InputError) -> [UInt8] {
    try Self.bytes(count) { buffer throws(InputError) in
      var filled = 0
      while filled < buffer.count {
        let start = buffer.baseAddress.map { $0 + filled }
        let count = try retrying { pread(descriptor, start, buffer.count - filled, off_t(offset + filled)) }
        guard count > 0 else { break }
        filled += count
      }
      return filled
    }
  }

  /// Passes over bytes without reading them.
  ///
  /// - Returns: how many; none where the input has no size, and none beyond its end.
  func skip(_ count: Int) -> Int {
    guard let size else { return 0 }
    let target = min(position + count, size)
    guard target > position, lseek(descriptor, off_t(target), SEEK_SET) == target else { return 0 }
    let skipped = target - position
    position = target
    progress.add(skipped)
    return skipped
  }

  /// Takes what is left for consumed; there are no checksums in it.
  func finish() throws(InputError) { if let size { _ = skip(size - position) } }

  private func readOnce(_ start: UnsafeMutableRawPointer?, _ count: Int) throws(InputError) -> Int {
    while true {
      // Files never keep one waiting.
      guard size == nil ? cancellation.waitForBytes(of: descriptor) : cancellation.isWanted else {
        throw .system(.read, name: name, errno: ECANCELED, offset: position)
      }
      do throws(InputError) {
        return try retrying { Foundation.read(descriptor, start, count) }
      } catch .system(_, _, EAGAIN, _) where size == nil {
        continue  // Another reader of the pipe was faster.
      }
    }
  }

  private func retrying(_ call: () -> Int) throws(InputError) -> Int {
    while true {
      // A read from a pipe may wait for ever; it begins once there is something to read.
      do throws(Interrupted) {
        if size == nil { try Interruption.waitForInput(descriptor) } else { try Interruption.check() }
      } catch {
        throw .interrupted
      }
      let result = call()
      if result >= 0 { return result }
      if errno != EINTR { throw .system(.read, name: name, errno: errno, offset: position) }
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
