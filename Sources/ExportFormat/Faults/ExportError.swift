/// What is wrong with an export, and where.
///
/// ```swift
/// do {
///   try ExportReader(sources: [MemorySource("[{}]".utf8)]).forEachRecord { _ in }
/// } catch let error as ExportError {
///   print(error.path, error.reason)  // $[0] the field "id" is missing
/// }
/// ```
public struct ExportError: Error, Sendable {
  /// The file, or "-" for standard input.
  public let source: String
  /// The record's number in the import, from 1; nil outside of records.
  public let record: Int?
  /// Its line in the source, from 1.
  public let line: Int
  /// Its column in the line, in bytes, from 1.
  public let column: Int
  /// The JSON path of the fault, such as `$[3].attributes[0].uid`.
  public let path: String
  package let expected: Expectation
  package let found: Found
  /// A piece of the line, and where in it the fault is.
  package let excerpt: Excerpt

  /// What was found where something else was expected.
  package enum Found: Equatable, Sendable {
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
    /// Nothing: something is missing.
    case nothing
  }

  package struct Excerpt: Equatable, Sendable {
    /// Control characters and faulty bytes are replaced.
    package let text: String
    /// Characters before the fault.
    package let offset: Int
  }
}
