import CSQLite

/// SQLite's extended result codes that the room looks at, by their names there without `SQLITE_`.
///
/// They are macros that compute, which Swift does not import. See <https://sqlite.org/rescode.html>.
enum ExtendedCode {
  // What can't be read as it was written
  static let ioErrorShortRead = SQLITE_IOERR | 2 << 8
  static let ioErrorData = SQLITE_IOERR | 32 << 8
  static let ioErrorCorruptFileSystem = SQLITE_IOERR | 33 << 8

  // What can't be read or written
  static let ioErrorRead = SQLITE_IOERR | 1 << 8
  static let ioErrorWrite = SQLITE_IOERR | 3 << 8
  static let ioErrorSync = SQLITE_IOERR | 4 << 8
  static let ioErrorFolderSync = SQLITE_IOERR | 5 << 8
  static let ioErrorTruncate = SQLITE_IOERR | 6 << 8
  static let ioErrorDelete = SQLITE_IOERR | 10 << 8
  static let ioErrorClose = SQLITE_IOERR | 16 << 8
  static let ioErrorTemporaryPath = SQLITE_IOERR | 25 << 8

  // Why a database can only be read
  static let readOnlyRecovery = SQLITE_READONLY | 1 << 8
  static let readOnlyRollback = SQLITE_READONLY | 3 << 8
  static let readOnlyMoved = SQLITE_READONLY | 4 << 8
  static let readOnlyCannotInitialize = SQLITE_READONLY | 5 << 8

  // Which constraint is not met
  static let constraintCheck = SQLITE_CONSTRAINT | 1 << 8
  static let constraintForeignKey = SQLITE_CONSTRAINT | 3 << 8
  static let constraintNotNull = SQLITE_CONSTRAINT | 5 << 8
  static let constraintPrimaryKey = SQLITE_CONSTRAINT | 6 << 8
  static let constraintTrigger = SQLITE_CONSTRAINT | 7 << 8
  static let constraintUnique = SQLITE_CONSTRAINT | 8 << 8
  static let constraintRowID = SQLITE_CONSTRAINT | 10 << 8
}
