import Files
import FileNames
import SystemPackage

extension DatabaseFile {
  /// Whether the file's header says that it is in WAL mode, in which reading makes files beside it; also where it can't
  /// be read. See <https://sqlite.org/fileformat.html#file_format_version_numbers>.
  var isInWAL: Bool {
    guard let file = try? FileDescriptor.open(FilePath(name: path), .readOnly, options: [.closeOnExec, .nonBlocking])
    else { return true }
    defer { try? file.close() }
    var versions: [UInt8] = [0, 0]
    let count = try? versions.withUnsafeMutableBytes { try file.read(fromAbsoluteOffset: 18, into: $0) }
    return count != 2 || versions.contains(2)
  }
}

extension Database {
  /// Opens a file for a glance at it: only if nothing has to be written, made or waited for to read it.
  ///
  /// - Parameter prepare: prepares the connection before it is first lent.
  /// - Throws: ``DatabaseFault`` if the file can't be read so, and what `prepare` throws.
  package convenience init(glanceAt path: String, prepare: (Connection) throws -> Void) throws {
    let file = try DatabaseFile(path)
    try file.check(mayBeMissing: false)
    guard !file.isInWAL else { throw DatabaseFault.needsRollback(path: path) }
    try self.init(path: path, access: .readOnly, busyTimeout: .zero, undoesKilledWriter: false, prepare: prepare)
  }
}
