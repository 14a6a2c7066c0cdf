// The English of this target.

import ControlText

extension ExportError {
  /// What was expected and what was found: `expected a string for "status", found the number 3`.
  public var reason: String {
    switch found {
    case .nothing: expected.english
    case .otherKind(let kind): "this looks like \(kind.english); expected \(Expectation.export)"
    case .endOfInput where expected == .document: "the file is empty; expected \(Expectation.export)"
    default: "expected \(expected.english), found \(found.english)"
    }
  }

  private var name: String { source == "-" ? "standard input" : ControlText.visible(source) }

  /// Where: `annotation.json, record 4, line 27, column 12, $[3].status`.
  public var location: String {
    let recordPart = record.map { ", record \($0)" } ?? ""
    return "\(name)\(recordPart), line \(line), column \(column), \(path)"
  }
}

extension ExportError: CustomStringConvertible {
  /// The whole message: the place, the reason, and the excerpt with a caret under the fault.
  public var description: String {
    if case .otherKind = found { return "\(name): \(reason)" }
    if found == .endOfInput, expected == .document { return "\(name): \(reason)" }
    let caret = String(repeating: " ", count: excerpt.offset) + "^"
    return "\(location): \(reason)\n  \(excerpt.text)\n  \(caret)"
  }
}

extension Expectation {
  /// What the whole input is to be.
  static let export =
    "an export: a JSON array of records with \"id\", \"file_name\", \"status\" and so on, a record on each line, "
    + "or a page {\"data\": […]}"

  var english: String {
    switch self {
    case .value: "a JSON value"
    case .key: "a key in quotes"
    case .colon: "a colon after the key"
    case .commaOrBrace: "a comma or a closing brace"
    case .commaOrBracket: "a comma or a closing bracket"
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
    case .envelopeNumber(let field): "an integer of at least \(field.minimum) for \"\(field.name)\""
    case .record: "a record (an object)"
    case .field(let field): "the field \"\(field.name)\" is missing"
    case .uniqueField(let field): "the field \"\(field.name)\" stands twice"
    case .fieldType(let field, let kinds): "\(kinds.english) for \"\(field.name)\""
    case .nonEmpty(let field): "some text for \"\(field.name)\""
    case .date(let field):
      "a date such as \"2025-06-10 21:41\"\(field.declaration.isNullable ? " or null" : "") for \"\(field.name)\""
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
      (.string, "a string"), (.integer, "an integer"), (.null, "null"),
    ]
    return names.filter { contains($0.0) }.map(\.1).joined(separator: " or ")
  }
}

extension Unicode.Scalar {
  /// Whether it is a space that looks like the usual one.
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
    case .otherKind(let kind): kind.english
    case .nothing: "nothing"
    }
  }
}

extension PageFault: CustomStringConvertible {
  /// What is wrong: `page 2 of 3 is missing from the list that p1.json is of`.
  public var description: String {
    switch self {
    case .missing(let pages, let total, let list):
      pages.count == 1
        ? "page \(pages.lowerBound) of \(total) is missing from the list that \(Self.name(list)) is of"
        : "pages \(pages.lowerBound) to \(pages.upperBound) of \(total) are missing from the list that \(Self.name(list)) is of"
    case .repeated(let page, let source, let first):
      "\(Self.name(source)): page \(page) was given already\(first == source ? "" : ", as \(Self.name(first))")"
    case .outOfOrder(let page, let source, let after): "\(Self.name(source)): page \(page) comes after page \(after)"
    case .otherList(let field, let value, let source, let expected, let first):
      "\(Self.name(source)): a page of another list: \"\(field.name)\" is \(value), and \(expected) in \(Self.name(first))"
    case .recordCount(let page, let source, let count, let expected):
      "\(Self.name(source)): page \(page) has \(count) of \(expected) records"
    case .beyond(let page, let total, let source): "\(Self.name(source)): page \(page) of \(total) has records"
    case .unnumbered(let source, let numbered): "\(Self.name(source)): no page number, which \(Self.name(numbered)) has"
    case .anonymous(let source, let total): "\(Self.name(source)): one of \(total) pages, without its number"
    }
  }

  private static func name(_ source: String) -> String { source == "-" ? "standard input" : source }
}

extension PageError: CustomStringConvertible {
  /// The first ten faults, a line each.
  public var description: String {
    let shown = faults.prefix(10).map(\.description).joined(separator: "\n  ")
    return shown + (faults.count > 10 ? "\n  … \(faults.count) faults in all" : "")
  }
}

extension OtherKind {
  /// `a COCO dataset ("images", "annotations")`.
  var english: String { keys.isEmpty ? name : "\(name) (\(keys.map { "\"\($0)\"" }.joined(separator: ", ")))" }
}
