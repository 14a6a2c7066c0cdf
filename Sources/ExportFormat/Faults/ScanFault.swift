/// A fault in the input, as the scanner and the decoder meet it: what was expected, and where.
///
/// It stays small, for it is thrown by the innermost functions; ``ExportReader`` makes an ``ExportError`` of it.
struct ScanFault: Error, BitwiseCopyable {
  let expected: Expectation
  /// Bytes from the start of the buffer.
  let offset: Int
}

/// What stood to be read where a fault was found.
public enum Expectation: Equatable, Sendable, BitwiseCopyable {
  // Syntax, RFC 8259
  case value
  case key
  case colon
  case commaOrBrace
  case commaOrBracket
  case bracket
  case closingQuote
  case noControlCharacter
  case escape
  case hexDigits
  case lowSurrogate
  case highSurrogate
  case utf8
  case digit
  case endOfNumber
  case literal
  case depth(limit: Int)
  case uniqueKey
  case endOfDocument
  case lineBreak
  // Documents
  case document
  case data
  case dataType
  case envelopeNumber(EnvelopeField)
  // Records
  case record
  case field(RecordField)
  case uniqueField(RecordField)
  case fieldType(RecordField, JSONKinds)
  case nonEmpty(RecordField)
  case date(RecordField)
  case groups
  case group
  case groupUID
  case groupUIDType
  case groupAttributes
  case labels
  case label
  case labelEnd
  case labelID
  case labelLevel
  case labelName
  case integerRange
  case recordSize(limit: Int)
  case sameRecord
}

/// A set of the kinds of JSON values.
public struct JSONKinds: OptionSet, Sendable, BitwiseCopyable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  public static let string = JSONKinds(rawValue: 1)
  public static let integer = JSONKinds(rawValue: 2)
  public static let null = JSONKinds(rawValue: 4)
  public static let array = JSONKinds(rawValue: 8)
}
