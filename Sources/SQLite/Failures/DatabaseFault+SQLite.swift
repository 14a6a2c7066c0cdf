import CSQLite
import FileNames

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension DatabaseFault {
  /// What was being done to a database when SQLite failed.
  package enum Work: Equatable {
    /// It was opened, or attached, and read for the first time.
    case opening(DatabaseAccess)
    case reading
    /// A change was to begin, or a statement that somebody typed was to change something.
    case beginning
    /// A change was begun: only readers can be in the way now.
    case changing
  }

  /// What a failure of SQLite means for a database; nil for a failure that has no meaning beyond its message.
  ///
  /// - Parameters:
  ///   - code: SQLite's extended result code (<https://sqlite.org/rescode.html>).
  ///   - systemError: the system's error number, if the system refused something; else 0.
  ///   - paths: the database, and those that are attached to it.
  ///   - work: what was being done.
  init?(code: Int32, systemError: Int32 = 0, paths: [String], during work: Work) {
    let path = paths.first ?? ""
    var work = work
    if case .opening(let access) = work {
      if let fault = Self.opening(path, code: code, access: access) {
        self = fault
        return
      }
      work = access == .readOnly ? .reading : .beginning
    }
    switch code & 0xFF {
    case SQLITE_BUSY: self = Self.held(paths, work)
    case SQLITE_CORRUPT: self = .damaged(paths: paths)
    case SQLITE_NOTADB: self = .notADatabase(path: path, found: .otherFile)
    case SQLITE_FULL:
      self = work == .reading ? .noTemporaryFile(errno: ENOSPC) : .notWritten(path: path, errno: ENOSPC)
    case SQLITE_CANTOPEN where work == .reading:
      self = .notRead(path: path, errno: Self.refusal(of: path, R_OK) ?? EACCES)
    case SQLITE_READONLY where code == ExtendedCode.readOnlyMoved: self = .removed(path: path)
    case SQLITE_READONLY where work != .reading, SQLITE_CANTOPEN:
      self = .notWritten(path: path, errno: Self.refusal(of: path, W_OK) ?? EACCES)
    case SQLITE_IOERR:
      let errno = systemError == 0 ? EIO : systemError
      switch code {
      case ExtendedCode.ioErrorShortRead, ExtendedCode.ioErrorData, ExtendedCode.ioErrorCorruptFileSystem:
        self = .damaged(paths: paths)
      case ExtendedCode.ioErrorWrite, ExtendedCode.ioErrorSync, ExtendedCode.ioErrorFolderSync,
        ExtendedCode.ioErrorTruncate, ExtendedCode.ioErrorDelete, ExtendedCode.ioErrorClose,
        ExtendedCode.ioErrorTemporaryPath:
        // Who only reads writes nothing but temporary files.
        self = work == .reading ? .noTemporaryFile(errno: errno) : .notWritten(path: path, errno: errno)
      default: self = work == .reading ? .notRead(path: path, errno: errno) : .notWritten(path: path, errno: errno)
      }
    default: return nil
    }
  }

  /// What a failure means only when a database is opened or read for the first time.
  private static func opening(_ path: String, code: Int32, access: DatabaseAccess) -> DatabaseFault? {
    switch code & 0xFF {
    case SQLITE_READONLY where code == ExtendedCode.readOnlyRollback: .needsRollback(path: path)
    // Nothing was to be written but the index of a write-ahead log.
    case SQLITE_READONLY
    where access == .readOnly || code == ExtendedCode.readOnlyRecovery || code == ExtendedCode.readOnlyCannotInitialize:
      .needsWAL(path: path)
    case SQLITE_CANTOPEN where access == .readOnly:
      // SQLite could open the file itself, but not the index beside it.
      refusal(of: path, R_OK).map { .notRead(path: path, errno: $0) } ?? .needsWAL(path: path)
    default: nil
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

  /// Why the system does not let a file be read, or be written and its journal beside it be made; nil if it does.
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
  /// The path of the database's file; empty for one in memory.
  package var path: String { sqlite3_db_filename(handle, "main").map { PathText.text(cString: $0) } ?? "" }

  /// The files of the database and of those that are attached to it.
  private var paths: [String] {
    let attached = (try? rows("SELECT file FROM pragma_database_list WHERE name <> 'main' AND file <> ''")) ?? []
    // A database can be attached to itself.
    return attached.reduce(into: [path]) { paths, row in
      if let path = row[0].text, !paths.contains(path) { paths.append(path) }
    }
  }

  /// What a failure means for people: a ``DatabaseFault`` if SQLite says something of the file, else the error itself.
  ///
  /// - Parameters:
  ///   - error: what was thrown on this connection just now.
  ///   - work: what was being done.
  package func meaning(of error: any Error, during work: DatabaseFault.Work) -> any Error {
    let systemError = sqlite3_system_errno(handle)
    guard let failure = error as? SQLFailure, !failure.isOfNamedFile else { return error }
    return DatabaseFault(code: failure.code, systemError: systemError, paths: paths, during: work) ?? failure
  }

  /// Whether the file was removed, or another put in its place, since it was opened.
  package var hasMoved: Bool {
    var hasMoved: Int32 = 0
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved) == SQLITE_OK && hasMoved != 0
  }
}

extension SQLFailure {
  /// Whether the failure is about a file that the statement itself names.
  fileprivate var isOfNamedFile: Bool {
    sql.prefix(6).uppercased() == "ATTACH" || sql.prefix(6).uppercased() == "VACUUM" && code & 0xFF == SQLITE_CANTOPEN
  }
}
