import Files
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file of entries, one per line, shared by all running sessions. Each writes under a lock.
struct HistoryFile {
  let path: String

  /// The newest entries. A file that has grown far past the limit is cut down to it.
  func load(limit: Int) throws(History.Failure) -> [String] {
    guard let file = try open(.readOnly) else { return [] }
    defer { try? file.close() }
    let lines = try readLines(file)
    if lines.count > limit + limit / 4 {
      try shorten(to: limit)
    }
    return lines.suffix(limit).map { HistoryLine.decode($0) }
  }

  /// Adds an entry at the end.
  func append(_ entry: String) throws(History.Failure) {
    try makeFolders()
    let file = try openLocked()
    defer { try? file.close() }
    // A session that was killed while writing may have left half a line.
    let startsLine = endsWithLineBreak(file)
    try calling("write") {
      _ = try file.writeAll((startsLine ? [] : [0x0A]) + HistoryLine.encode(entry) + [0x0A])
    }
  }

  /// Rewrites the file with its newest entries only: a new file replaces it at once, so that nobody ever finds half of
  /// it.
  private func shorten(to limit: Int) throws(History.Failure) {
    let file = try openLocked()
    defer { try? file.close() }
    let kept = try readLines(file).suffix(limit)
    try calling("write") {
      // If the path is a link, its target is replaced.
      let target = try LinkChain.end(of: FilePath(path))
      let (new, file) = try TemporaryName.create(beside: target, like: try FileStatus(of: target))
      do {
        defer { try? file.close() }
        try file.writeAll(kept.joined(separator: [0x0A]) + [0x0A])
        try new.rename(to: target)
      } catch {
        new.remove()
        throw error
      }
    }
  }

  /// Opens and locks the file for writing; closing it ends the lock.
  private func openLocked() throws(History.Failure) -> FileDescriptor {
    while true {
      guard let file = try open(.readWrite, [.append, .create]) else {
        throw History.Failure(path: path, call: "open", code: ENOENT)
      }
      while flock(file.rawValue, LOCK_EX) != 0 {
        guard errno == EINTR else {
          let code = errno
          try? file.close()
          throw History.Failure(path: path, call: "flock", code: code)
        }
      }
      // Meanwhile another session may have replaced the file by a shorter one.
      if let opened = try? FileStatus(of: file), let present = try? FileStatus(of: FilePath(path)),
        opened.identity == present.identity
      {
        if opened.permissions.rawValue & 0o077 != 0 { fchmod(file.rawValue, 0o600) }
        return file
      }
      try? file.close()
    }
  }

  /// - Returns: nil when there is no such file.
  private func open(
    _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions = []
  ) throws(History.Failure) -> FileDescriptor? {
    try calling("open") {
      do {
        return try FileDescriptor.open(
          FilePath(path), mode, options: options.union(.closeOnExec), permissions: .ownerReadWrite)
      } catch Errno.noSuchFileOrDirectory {
        return nil
      }
    }
  }

  private func makeFolders() throws(History.Failure) {
    let folders = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    for count in folders.indices.dropFirst() {
      let folder = folders[...count].joined(separator: "/")
      let isThere = (try? FileStatus(of: FilePath(folder))) != nil
      if !isThere, mkdir(folder, 0o700) != 0, errno != EEXIST {
        throw History.Failure(path: path, call: "mkdir", code: errno)
      }
    }
  }

  private func endsWithLineBreak(_ file: FileDescriptor) -> Bool {
    guard let size = try? file.seek(offset: 0, from: .end), size > 0 else { return true }
    var last: UInt8 = 0x0A
    _ = withUnsafeMutableBytes(of: &last) { try? file.read(fromAbsoluteOffset: size - 1, into: $0) }
    return last == 0x0A
  }

  private func readLines(_ file: FileDescriptor) throws(History.Failure) -> [ArraySlice<UInt8>] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    try calling("read") {
      while case let count = try chunk.withUnsafeMutableBytes({ try file.read(into: $0) }), count > 0 {
        bytes += chunk[..<count]
      }
    }
    return bytes.split(separator: 0x0A)
  }

  /// Calls the system and turns its error into a failure of the history.
  private func calling<Value>(_ call: String, _ body: () throws -> Value) throws(History.Failure) -> Value {
    do {
      return try body()
    } catch {
      throw History.Failure(path: path, call: call, code: (error as? Errno ?? .ioError).rawValue)
    }
  }
}
