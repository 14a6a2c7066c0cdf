/// What was expected where a fault was found.
package enum Expectation: Equatable, Sendable, BitwiseCopyable {
  // Syntax, RFC 8259
  case value
  case key
  case colon
  case commaOrBrace
  case commaOrBracket
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
package struct JSONKinds: OptionSet, Sendable, BitwiseCopyable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }
  package static let string = JSONKinds(rawValue: 1)
  package static let integer = JSONKinds(rawValue: 2)
  package static let null = JSONKinds(rawValue: 4)
}
