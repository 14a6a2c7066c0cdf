import Files
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file of entries, one to a line, shared by all sessions that run. A lock on it keeps them apart.
struct HistoryFile {
  let path: String

  /// The newest entries. A file that has grown far past the limit is cut down to it.
  func load(limit: Int) throws(History.Failure) -> [String] {
    guard let descriptor = try open(O_RDONLY) else { return [] }
    defer { close(descriptor) }
    let lines = try readLines(descriptor)
    if lines.count > limit + limit / 4 {
      try shorten(to: limit)
    }
    return lines.suffix(limit).map { HistoryLine.decode($0) }
  }

  /// Adds an entry at the end.
  func append(_ entry: String) throws(History.Failure) {
    try makeFolders()
    let descriptor = try openLocked()
    defer { close(descriptor) }
    // A session that was killed while writing may have left half a line.
    var last: UInt8 = 0x0A
    let size = lseek(descriptor, 0, SEEK_END)
    if size > 0 { _ = pread(descriptor, &last, 1, size - 1) }
    try write((last == 0x0A ? [] : [0x0A]) + HistoryLine.encode(entry) + [0x0A], to: descriptor)
  }

  /// Rewrites the file with its newest entries only: a new file takes its place at once, so that no one ever finds
  /// half of it.
  private func shorten(to limit: Int) throws(History.Failure) {
    let descriptor = try openLocked()
    defer { close(descriptor) }
    let kept = try readLines(descriptor).suffix(limit)
    do {
      // Through a link, what it points to is replaced.
      let target = try LinkChain.end(of: FilePath(path))
      let (new, file) = try TemporaryName.create(beside: target, like: try FileStatus(of: target))
      do {
        defer { try? file.close() }
        try file.writeAll(kept.joined(separator: [0x0A]) + [0x0A])
        guard rename(new.string, target.string) == 0 else { throw Errno(rawValue: errno) }
      } catch {
        unlink(new.string)
        throw error
      }
    } catch {
      throw History.Failure(path: path, call: "write", code: (error as? Errno)?.rawValue ?? EIO)
    }
  }

  /// Opens the file for its one writer; closing it gives the lock back.
  private func openLocked() throws(History.Failure) -> Int32 {
    while true {
      guard let descriptor = try open(O_RDWR | O_APPEND | O_CREAT) else { throw failure("open") }
      while flock(descriptor, LOCK_EX) != 0 {
        guard errno == EINTR else {
          let failure = failure("flock")
          close(descriptor)
          throw failure
        }
      }
      // While we waited, another session may have put a shorter file in its place.
      var opened = stat()
      var present = stat()
      if fstat(descriptor, &opened) == 0, stat(path, &present) == 0, opened.st_ino == present.st_ino,
        opened.st_dev == present.st_dev
      {
        if opened.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
        return descriptor
      }
      close(descriptor)
    }
  }

  /// - Returns: Nil when there is no such file.
  private func open(_ flags: Int32) throws(History.Failure) -> Int32? {
    let descriptor = openFile(path, flags | O_CLOEXEC, 0o600)
    if descriptor >= 0 { return descriptor }
    if errno == ENOENT { return nil }
    throw failure("open")
  }

  private func makeFolders() throws(History.Failure) {
    var present = stat()
    let folders = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for count in folders.indices.dropFirst() {
      let folder = folders[...count].joined(separator: "/")
      if stat(folder, &present) != 0, mkdir(folder, 0o700) != 0, errno != EEXIST { throw failure("mkdir") }
    }
  }

  private func readLines(_ descriptor: Int32) throws(History.Failure) -> [ArraySlice<UInt8>] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("read") }
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    return bytes.split(separator: 0x0A)
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(History.Failure) {
    let code = bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
    if code != 0 { throw History.Failure(path: path, call: "write", code: code) }
  }

  private func failure(_ call: String) -> History.Failure {
    History.Failure(path: path, call: call, code: errno)
  }
}

/// `open` by a name that the method above does not hide.
private func openFile(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
  open(path, flags, mode)
}
