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
    /// A name that the schema doesn't have, and those that come closest.
    case unknownName(kind: NameKind, name: String, nearest: [String])
    /// Parameters that were given no value.
    case missingParameters([String])
    /// The text holds a NUL character, where SQLite would stop reading.
    case nulInText
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
