import CSQLite
import FileNames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension DatabaseFault {
  /// What was being done to a catalog when SQLite failed.
  package enum Work {
    case reading
    /// A change was to begin, or a statement of somebody's was to change something.
    case beginning
    /// A change was begun: then only readers can be in the way.
    case changing
  }

  /// What a failure of SQLite means for a catalog; nil for what has no meaning beyond its message.
  ///
  /// - Parameters:
  ///   - code: SQLite's extended result code (<https://sqlite.org/rescode.html>).
  ///   - systemError: the system's error number, where the system refused something.
  ///   - paths: the catalog, and the databases that are attached to it.
  ///   - work: what was being done.
  init?(code: Int32, systemError: Int32, paths: [String], during work: Work) {
    let path = paths.first ?? ""
    switch code & 0xFF {
    case SQLITE_BUSY: self = Self.held(paths, work)
    case SQLITE_CORRUPT: self = .damaged(paths: paths)
    case SQLITE_NOTADB: self = .notADatabase(path: path, found: .otherFile)
    case SQLITE_FULL:
      self = work == .reading ? .noTemporaryFile(errno: ENOSPC) : .notWritten(path: path, errno: ENOSPC)
    case SQLITE_CANTOPEN where work == .reading:
      self = .notRead(path: path, errno: Self.refusal(of: path, R_OK) ?? EACCES)
    case SQLITE_READONLY where code == SQLITE_READONLY | (4 << 8): self = .removed(path: path)  // …_DBMOVED
    case SQLITE_READONLY where work != .reading, SQLITE_CANTOPEN:
      self = .notWritten(path: path, errno: Self.refusal(of: path, W_OK) ?? EACCES)
    case SQLITE_IOERR:
      let errno = systemError == 0 ? EIO : systemError
      switch code >> 8 {
      case 2, 32, 33: self = .damaged(paths: paths)  // …_SHORT_READ, …_DATA, …_CORRUPTFS
      case 3, 4, 5, 6, 10, 16, 25:  // what is written, made sure of, cut or deleted, and the folder for temporary files
        self = work == .reading ? .noTemporaryFile(errno: errno) : .notWritten(path: path, errno: errno)
      default: self = work == .reading ? .notRead(path: path, errno: errno) : .notWritten(path: path, errno: errno)
      }
    default: return nil
    }
  }

  /// Finds who holds one of the databases.
  private static func held(_ paths: [String], _ work: Work) -> DatabaseFault {
    func holder(isWriting: Bool) -> LockHolder? {
      paths.lazy.compactMap { LockHolder.find(path: $0, isWriting: isWriting) }.first
    }
    if work == .changing { return .held(by: holder(isWriting: false), isWriting: false) }
    if let writer = holder(isWriting: true) { return .held(by: writer, isWriting: true) }
    let reader = work == .reading ? nil : holder(isWriting: false)
    return .held(by: reader, isWriting: reader == nil)
  }

  /// Why the system does not let a file be read, or be written and its journal beside it be made.
  private static func refusal(of path: String, _ mode: Int32) -> Int32? {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let places = mode == R_OK ? [path] : [path, folder]
    for place in places
    where PathText.withCString(place, { access($0, mode) }) != 0 && (place == folder || mode == R_OK || errno != ENOENT)
    {
      return errno
    }
    return nil
  }
}

extension Connection {
  /// The catalog's file.
  package var path: String { sqlite3_db_filename(handle, "main").map { PathText.text(cString: $0) } ?? "" }

  /// The files of the catalog and of what is attached to it.
  private var paths: [String] {
    let attached = (try? rows("SELECT file FROM pragma_database_list WHERE name <> 'main' AND file <> ''")) ?? []
    // A catalog can be attached to itself, as for a comparison of two of its exports.
    return attached.reduce(into: [path]) { paths, row in
      if let path = row[0].text, !paths.contains(path) { paths.append(path) }
    }
  }

  /// What a failure means while the catalog is being changed; the error itself where it has no other meaning.
  func meaning(of error: any Error, isBegun: Bool) -> any Error {
    meaning(of: error, during: isBegun ? .changing : .beginning)
  }

  /// What a failure means for people. What is said of the SQL itself stays a ``SQLFailure``.
  package func meaning(of error: any Error, during work: DatabaseFault.Work) -> any Error {
    let systemError = sqlite3_system_errno(handle)
    let failure: SQLFailure
    switch error {
    case let error as SQLFailure: failure = error
    default: return error
    }
    guard !failure.isOfStatement else { return failure }
    return DatabaseFault(code: failure.code, systemError: systemError, paths: paths, during: work) ?? failure
  }

  /// Whether the file was removed, or another put in its place, since it was opened.
  package var hasMoved: Bool {
    var hasMoved: Int32 = 0
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved) == SQLITE_OK && hasMoved != 0
  }
}

extension SQLFailure {
  /// Whether the failure is the statement's own, though its code says something of a file: of the one it names.
  fileprivate var isOfStatement: Bool {
    sql.prefix(6).uppercased() == "ATTACH" || sql.prefix(6).uppercased() == "VACUUM" && code & 0xFF == SQLITE_CANTOPEN
  }
}
