import FileNames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file of the folder of saved queries that can't be read.
public struct QueryFileFault: Equatable, Sendable {
  /// Why a file is no saved query.
  public enum Reason: Error, Equatable, Sendable {
    /// It is a folder.
    case folder
    /// A pipe, a socket or a device. It is not opened, because that could wait forever.
    case notAFile
    /// It is a link that leads nowhere.
    case danglingLink
    /// The bytes are not UTF-8, from this one on.
    case notUTF8(offset: Int)
    /// It is larger than a query may be; the limit in bytes.
    case tooLarge(limit: Int)
    /// The system's error number.
    case system(errno: Int32)
  }

  /// The file's name without `.sql`.
  public let name: String
  /// Where it is.
  public let path: String
  /// Why it can't be read.
  public let reason: Reason
}

/// A folder of saved queries on disk.
enum QueryFolder {
  /// The most that a query's file may hold, in bytes.
  static let limit = 4 << 20

  /// The files whose names are those of queries, readable or not.
  ///
  /// - Throws: ``CatalogError`` where the folder can't be read.
  static func files(in folder: String) throws(CatalogError) -> [(name: String, path: String)] {
    guard let stream = PathText.withCString(folder, { opendir($0) }) else {
      throw .noQueriesFolder(path: folder, errno: errno)
    }
    defer { closedir(stream) }
    var files: [(name: String, path: String)] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw .noQueriesFolder(path: folder, errno: errno) }
        return files
      }
      let file = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard file.utf8.count > 4, file.utf8.suffix(4).elementsEqual(".sql".utf8), !isSkipped(file) else { continue }
      files.append((name: String(file.dropLast(4)), path: folder + "/" + file))
    }
  }

  /// Whether a file is skipped, because it is hidden or an editor's: `.#draft.sql`, `#draft.sql#`, `draft.sql~`.
  private static func isSkipped(_ file: String) -> Bool { file.hasPrefix(".") || file.hasPrefix("#") }

  /// Reads a file.
  static func text(of path: String) throws(QueryFileFault.Reason) -> String {
    var status = stat()
    guard PathText.withCString(path, { stat($0, &status) }) == 0 else {
      let number = errno
      var link = stat()
      let isLink = PathText.withCString(path) { lstat($0, &link) } == 0 && link.st_mode & S_IFMT == S_IFLNK
      throw isLink && (number == ENOENT || number == ELOOP) ? .danglingLink : .system(errno: number)
    }
    try check(status)
    // O_NONBLOCK: a pipe may have replaced the file just now, and opening it would wait for its writer.
    let file = PathText.withCString(path) { open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard file >= 0 else { throw .system(errno: errno) }
    defer { close(file) }
    guard fstat(file, &status) == 0 else { throw .system(errno: errno) }
    try check(status)
    return try decoded(try bytes(of: file))
  }

  private static func check(_ status: stat) throws(QueryFileFault.Reason) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: if status.st_size > limit { throw .tooLarge(limit: limit) }
    case S_IFDIR: throw .folder
    default: throw .notAFile
    }
  }

  private static func bytes(of file: Int32) throws(QueryFileFault.Reason) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = read(file, &piece, piece.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw .system(errno: errno) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
    throw .tooLarge(limit: limit)
  }

  private static func decoded(_ bytes: [UInt8]) throws(QueryFileFault.Reason) -> String {
    // Some editors begin a file with a byte-order mark, which is not part of its text.
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    if let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) { return text }
    var offset = 0
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator), scalar != "\0" { offset += UTF8.width(scalar) }
    throw .notUTF8(offset: offset)
  }
}
