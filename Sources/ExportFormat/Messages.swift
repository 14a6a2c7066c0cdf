// The English of this target.

import ControlText

extension ExportError {
  /// What was expected and what was found: `expected a string for "status", found the number 3`.
  public var reason: String {
    switch found {
    case .nothing: expected.english
    default: "expected \(expected.english), found \(found.english)"
    }
  }

  /// Where: `annotation.json, record 4, line 27, column 12, $[3].status`.
  public var location: String {
    let name = source == "-" ? "standard input" : ControlText.visible(source)
    let recordPart = record.map { ", record \($0)" } ?? ""
    return "\(name)\(recordPart), line \(line), column \(column), \(path)"
  }
}

extension ExportError: CustomStringConvertible {
  /// The whole message: the place, the reason, and the excerpt with a caret under the fault.
  public var description: String {
    let caret = String(repeating: " ", count: excerpt.offset) + "^"
    return "\(location): \(reason)\n  \(excerpt.text)\n  \(caret)"
  }
}

extension Expectation {
  var english: String {
    switch self {
    case .value: "a JSON value"
    case .key: "a key in quotes"
    case .colon: "a colon after the key"
    case .commaOrBrace: "a comma or a closing brace"
    case .commaOrBracket: "a comma or a closing bracket"
    case .bracket: "an opening bracket"
    case .closingQuote: "the string's closing quote"
    case .noControlCharacter: "an escape for a control character in a string"
    case .escape: "an escape: one of \" \\ / b f n r t u"
    case .hexDigits: "four hex digits"
    case .lowSurrogate: "the second half of a surrogate pair"
    case .highSurrogate: "the first half of a surrogate pair before its second"
    case .utf8: "UTF-8"
    case .digit: "a digit"
    case .endOfNumber: "no digit after a leading zero"
    case .literal: "true, false or null"
    case .depth(let limit): "more than \(limit) arrays and objects stand within each other"
    case .uniqueKey: "the key stands twice in one object"
    case .endOfDocument: "nothing after the document"
    case .lineBreak: "a line break before the next record"
    case .document: "an array of records, a record on each line, or the envelope {\"data\": […]}"
    case .data: "the envelope lacks a list \"data\""
    case .dataType: "a list of records for \"data\""
    case .record: "a record (an object)"
    case .field(let field): "the field \"\(field.name)\" is missing"
    case .uniqueField(let field): "the field \"\(field.name)\" stands twice"
    case .fieldType(let field, let kinds): "\(kinds.english) for \"\(field.name)\""
    case .nonEmpty(let field): "some text for \"\(field.name)\""
    case .date(let field):
      "a date such as \"2025-06-10 21:41\"\(field == .updateDate ? " or null" : "") for \"\(field.name)\""
    case .groups: "a list of groups for \"attributes\""
    case .group: "a group {\"uid\": …, \"attributes\": […]}"
    case .groupUID: "the group lacks a \"uid\""
    case .groupUIDType: "a string for the group's \"uid\""
    case .groupAttributes: "the group lacks a list \"attributes\""
    case .labels: "a list of labels for the group's \"attributes\""
    case .label: "a label [id, level order, name, payload]"
    case .labelEnd: "a closing bracket after the label's four entries"
    case .labelID: "an integer for the label's id"
    case .labelLevel: "an integer for the label's level order"
    case .labelName: "a string for the label's name"
    case .integerRange: "an integer of 64 bits"
    case .recordSize(let limit): "the record is longer than \(limit >> 20) MiB"
    case .sameRecord: "a record before this one has the same id and other content"
    }
  }
}

extension JSONKinds {
  var english: String {
    let names: [(JSONKinds, String)] = [
      (.string, "a string"), (.integer, "an integer"), (.array, "a list"), (.null, "null"),
    ]
    return names.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
  }
}

extension Unicode.Scalar {
  /// Whether it is a space that can be taken for the usual one.
  var isOddSpace: Bool { properties.generalCategory == .spaceSeparator && self != " " }
}

extension ExportError.Found {
  var english: String {
    switch self {
    case .endOfInput: "the end of the input"
    case .byte(let byte):
      "the byte 0x" + String(byte >> 4, radix: 16, uppercase: true) + String(byte & 15, radix: 16, uppercase: true)
    case .character(let character):
      "'\(character.unicodeScalars.map { $0.isOddSpace ? ControlText.escape($0) : ControlText.visible(String($0)) }.joined())'"
    case .text(let text): "the string \"\(text)\""
    case .number(let digits): "the number \(digits)"
    case .word(let word): word
    case .array: "a list"
    case .object: "an object"
    case .nothing: "nothing"
    }
  }
}
