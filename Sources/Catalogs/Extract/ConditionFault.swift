public import SQLText

/// Why a text is no condition that chooses the records of an extract.
public struct ConditionFault: Error, Equatable, Sendable {
  /// What is wrong with the text.
  public enum Reason: Equatable, Sendable {
    /// Nothing but white space and comments.
    case empty
    /// The text holds a NUL character, where SQLite would stop reading.
    case nul
    /// A string, a quoted name or a comment that does not end.
    case unclosed(SQLToken.Kind)
    /// A parenthesis that closes what the condition did not open.
    case closesTooMuch
    /// A parenthesis that is never closed.
    case unclosedParenthesis
    /// A semicolon: a condition is no statement.
    case semicolon
    /// A statement such as SELECT without parentheses around it.
    case statement(String)
    /// An aggregate or a window function, which has no meaning for a single file.
    case aggregate(String)
    /// It has a parameter that was given no value.
    case missingParameter(String)
    /// It has no such parameter.
    case noParameter(String, known: [String])
    /// It ends where something must follow.
    case incomplete
  }

  /// What is wrong with it.
  public var reason: Reason
  /// The condition as it was given.
  public var condition: String
  /// Where in it the fault is, in bytes.
  public var offset: Int?

  init(_ reason: Reason, in condition: String, at offset: Int? = nil) {
    self.reason = reason
    self.condition = condition
    self.offset = offset
  }
}
