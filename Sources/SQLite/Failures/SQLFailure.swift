/// An SQL statement that could not be compiled or run.
///
/// Its code is SQLite's extended result code: <https://sqlite.org/rescode.html>.
public struct SQLFailure: Error, Equatable, Sendable {
  /// What is known about the reason, beyond SQLite's message.
  public enum Reason: Equatable, Sendable {
    /// Nothing beyond the message.
    case other
    /// The statement was cancelled while it ran.
    case interrupted
    /// The statement tried to change a database that is open for reading.
    case readOnly
    /// The statement would write where it must not.
    case refused(StatementRefusal)
    /// The schema does not have this name; those that come closest.
    case unknownName(kind: NameKind, name: String, nearest: [String])
    /// These parameters have no value.
    case missingParameters([String])
    /// The text holds a NUL character, where SQLite would stop reading.
    case nulInText
  }

  /// What a statement was refused for, before it ran.
  public enum StatementRefusal: Equatable, Sendable {
    /// It would write a file (VACUUM INTO) on a connection for reading.
    case vacuumInto
    /// It would set something for the whole process by this pragma.
    case pragma(String)
    /// It calls this function, which reaches beyond the database.
    case function(String)
    /// It would attach a file on a connection that may write, and so might make the file.
    case attachWhileWritable
    /// It would attach a file whose path is computed.
    case computedPath
    /// It would attach a file that is missing or can't be used.
    case file(DatabaseFault)
  }

  /// What an unknown name would name.
  public enum NameKind: String, Equatable, Sendable {
    /// A table or a view.
    case table
    /// A column.
    case column
    /// An SQL function.
    case function
    /// A parameter of the statement.
    case parameter
  }

  /// What is known about the reason.
  public var reason: Reason
  /// SQLite's extended result code.
  public var code: Int32
  /// SQLite's message.
  public var message: String
  /// The statement, from its first to its last byte.
  public var sql: String
  /// Where in ``sql`` the fault is, in bytes; nil if SQLite does not say.
  public var offset: Int?

  /// Makes a failure.
  ///
  /// - Parameters:
  ///   - reason: what is known about the reason.
  ///   - code: SQLite's extended result code.
  ///   - message: SQLite's message.
  ///   - sql: the statement.
  ///   - offset: where in the statement the fault is, in bytes.
  public init(reason: Reason, code: Int32, message: String, sql: String, offset: Int? = nil) {
    self.reason = reason
    self.code = code
    self.message = message
    self.sql = sql
    self.offset = offset
  }
}
