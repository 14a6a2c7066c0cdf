/// An SQL statement that could not be compiled or run.
///
/// Codes are SQLite's, extended: <https://sqlite.org/rescode.html>.
public struct SQLFailure: Error, Equatable, Sendable {
  /// What is known about the reason, beyond SQLite's message.
  public enum Reason: Equatable, Sendable {
    /// Nothing more than the message says.
    case other
    /// The statement was cancelled while it ran.
    case interrupted
    /// The statement tried to change a catalog that is open for reading.
    case readOnly
    /// The statement would write where it must not.
    case refused(StatementRefusal)
    /// A name that the schema doesn't have, and those that come closest.
    case unknownName(kind: NameKind, name: String, nearest: [String])
    /// Parameters that were given no value.
    case missingParameters([String])
    /// The text holds a NUL character, where SQLite would stop reading.
    case nulInText
  }

  /// What a statement must not do.
  public enum StatementRefusal: Equatable, Sendable {
    /// To write a file, where nothing may be written.
    case vacuumInto
    /// To set something for the whole process.
    case pragma(String)
    /// To call a function that reaches beyond the database.
    case function(String)
    /// To attach, while the session may write.
    case attachWhileWritable
    /// To attach a database whose path is computed.
    case computedPath
    /// To attach a file that is not there, or can't be one.
    case file(DatabaseFault)
  }

  /// What a misspelt name stood for.
  public enum NameKind: String, Equatable, Sendable {
    case table, column, function, parameter
  }

  /// What is known about the reason.
  public var reason: Reason
  /// SQLite's extended result code.
  public var code: Int32
  /// SQLite's message.
  public var message: String
  /// The statement, from its first to its last byte.
  public var sql: String
  /// Where in ``sql`` the fault is, in bytes, where SQLite says so.
  public var offset: Int?

  public init(reason: Reason, code: Int32, message: String, sql: String, offset: Int? = nil) {
    self.reason = reason
    self.code = code
    self.message = message
    self.sql = sql
    self.offset = offset
  }
}
