import Files
import Interruption
import SystemPackage

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The folder that a dump is written to. It appears whole or not at all; in one that is there already, and empty, the
/// files appear when all are written, the manifest last.
final class DumpFolder {
  private let path: String
  private let target: FilePath
  private let isThere: Bool
  /// Where files are written until all are.
  private let work: FilePath
  /// Folders that were made to hold the target, the innermost last.
  private var parents: [FilePath] = []
  private var names: [String] = []
  /// Folders within it, those that hold others before these.
  private var folders: [String] = []
  private var isDone = false

  /// Makes what is missing.
  ///
  /// - Throws: ``DumpError``.
  init(_ path: String) throws(DumpError) {
    let path = FilePath(path).fromRoot.string
    self.path = path
    do {
      target = try LinkChain.end(of: FilePath(path))
      let status = try FileStatus(of: target)
      isThere = status != nil
      if let status {
        guard status.isFolder else { throw Errno.notDirectory }
        guard try Self.isEmpty(target) else { throw DumpError.folderNotEmpty(path: path) }
        work = target.appending(TemporaryName.random())
      } else {
        let parent = target.removingLastComponent()
        work = parent.appending(TemporaryName.random())
        try makeParents(parent)
      }
      guard mkdir(work.string, 0o777) == 0 else { throw Errno(rawValue: errno) }
    } catch let error as DumpError {
      throw error
    } catch {
      throw .file(path: path, errno: (error as? Errno)?.rawValue ?? EIO)
    }
  }

  deinit {
    guard !isDone else { return }
    remove(names, folders, from: work)
    rmdir(work.string)
    for parent in parents.reversed() { rmdir(parent.string) }
  }

  /// Makes a file in the folder.
  ///
  /// - Parameter name: its name, with those of the folders that hold it: `queries/duckdb/overview.sql`.
  func makeFile(_ name: String) throws(DumpError) -> DumpFile {
    try makeFolders(of: name)
    names.append(name)
    return try DumpFile(work.appending(name), named: "\(path)/\(name)")
  }

  /// Makes a file with a text in it.
  ///
  /// - Parameter syncs: whether its bytes have to be on the disk before anything else is written.
  func write(_ bytes: some Sequence<UInt8>, to name: String, syncs: Bool = true) throws {
    let file = try makeFile(name)
    try file.write(Array(bytes))
    try file.close(syncs: syncs)
  }

  /// Puts the folder, or the files, in place; the file that was made last comes last.
  func finish() throws {
    try Interruption.check()
    guard isThere else {
      guard rename(work.string, target.string) == 0 else {
        guard errno != ENOTEMPTY, errno != EEXIST else { throw DumpError.folderNotEmpty(path: path) }
        throw DumpError.file(path: path, errno: errno)
      }
      isDone = true
      return
    }
    guard try Self.isEmpty(target, besides: work.lastComponent?.string) else {
      throw DumpError.folderNotEmpty(path: path)
    }
    // A folder takes along what it holds.
    let entries = folders.filter { !$0.contains("/") } + names.filter { !$0.contains("/") }
    for (count, name) in entries.enumerated() {
      guard rename(work.appending(name).string, target.appending(name).string) == 0 else {
        let error = DumpError.file(path: "\(path)/\(name)", errno: errno)
        func isMoved(_ name: String) -> Bool {
          entries[..<count].contains { name == $0 || name.hasPrefix($0 + "/") }
        }
        remove(names.filter(isMoved), folders.filter(isMoved), from: target)
        throw error
      }
    }
    rmdir(work.string)
    isDone = true
  }

  private func makeFolders(of name: String) throws(DumpError) {
    let parts = name.split(separator: "/").dropLast()
    for count in parts.indices {
      let folder = parts[...count].joined(separator: "/")
      guard !folders.contains(folder) else { continue }
      guard mkdir(work.appending(folder).string, 0o777) == 0 else {
        throw .file(path: "\(path)/\(folder)", errno: errno)
      }
      folders.append(folder)
    }
  }

  private func remove(_ names: [String], _ folders: [String], from base: FilePath) {
    for name in names { unlink(base.appending(name).string) }
    for folder in folders.reversed() { rmdir(base.appending(folder).string) }
  }

  private func makeParents(_ folder: FilePath) throws {
    guard !folder.isEmpty, folder.lastComponent != nil else { return }
    if let status = try FileStatus(of: folder) {
      guard status.isFolder else { throw Errno.notDirectory }
      return
    }
    try makeParents(folder.removingLastComponent())
    if mkdir(folder.string, 0o777) == 0 {
      parents.append(folder)
    } else if errno != EEXIST {
      throw Errno(rawValue: errno)
    }
  }

  private static func isEmpty(_ folder: FilePath, besides ours: String? = nil) throws -> Bool {
    guard let stream = opendir(folder.string) else { throw Errno(rawValue: errno) }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != "..", name != ours { return false }
    }
    return true
  }
}

/// A file of a dump while it is written.
final class DumpFile {
  private let path: String
  private let descriptor: FileDescriptor
  private var isOpen = true

  fileprivate init(_ file: FilePath, named path: String) throws(DumpError) {
    self.path = path
    do {
      descriptor = try FileDescriptor.open(
        file, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: FilePermissions(rawValue: 0o666), retryOnInterrupt: true)
    } catch {
      throw .file(path: path, errno: (error as? Errno)?.rawValue ?? EIO)
    }
  }

  deinit { if isOpen { try? descriptor.close() } }

  /// - Throws: ``DumpError``, and `Interrupted` where a signal asked for the end.
  func write(_ bytes: [UInt8]) throws {
    try Interruption.check()
    do {
      try descriptor.writeAll(bytes)
    } catch {
      throw DumpError.file(path: path, errno: (error as? Errno)?.rawValue ?? EIO)
    }
  }

  /// Closes it, as a rule once its bytes are on the disk.
  func close(syncs: Bool = true) throws(DumpError) {
    do {
      while syncs, fsync(descriptor.rawValue) != 0 {
        if errno == EINVAL || errno == ENOTSUP || errno == EROFS { break }
        if errno != EINTR { throw Errno(rawValue: errno) }
      }
      isOpen = false
      try descriptor.close()
    } catch {
      throw .file(path: path, errno: (error as? Errno)?.rawValue ?? EIO)
    }
  }
}
