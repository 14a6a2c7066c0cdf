/// What is wrong with an export, and where.
public struct ExportError: Error, Sendable {
  /// The file, or "-" for standard input.
  public let source: String
  /// The record's number in the import, from 1; nil outside of records.
  public let record: Int?
  /// Line and column (in bytes) in the source, from 1.
  public let line: Int
  public let column: Int
  /// The JSON path of the fault, such as `$[3].attributes[0].uid`.
  public let path: String
  public let expected: Expectation
  public let found: Found
  /// A piece of the line, and where in it the fault stands.
  public let excerpt: Excerpt

  /// What stood where something else was expected.
  public enum Found: Equatable, Sendable {
    case endOfInput
    case byte(UInt8)
    case character(Character)
    case text(String)
    case number(String)
    case word(String)
    case array
    case object
    /// A file of another kind, where an export was expected.
    case otherKind(OtherKind)
    /// The fault is the absence itself.
    case nothing
  }

  public struct Excerpt: Equatable, Sendable {
    /// Control characters and faulty bytes are replaced.
    public let text: String
    /// Characters before the fault.
    public let offset: Int
  }
}
