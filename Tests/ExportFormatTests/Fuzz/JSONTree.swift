import Foundation

@testable import ExportFormat

/// A JSON value as the scanner reads it, nothing lost.
indirect enum JSONTree: Equatable {
  case null
  case bool(Bool)
  /// The digits as they stand.
  case number(String, isInteger: Bool)
  case string([UInt8])
  case array([JSONTree])
  case object([(key: [UInt8], value: JSONTree)])

  static func == (left: JSONTree, right: JSONTree) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left, _), .number(let right, _)): left == right
    case (.string(let left), .string(let right)): left == right
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.key == $1.key && $0.value == $1.value }
    default: false
    }
  }

  /// Reads a document that is one value: checks it as the decoder checks values, then reads it again into a tree.
  init(_ bytes: [UInt8]) throws(ScanFault) {
    // Exactly as large as the scanner may read, so that an address sanitizer sees a read past it.
    let base = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + bufferPadding)
    defer { base.deallocate() }
    base.initialize(repeating: 0, count: bytes.count + bufferPadding)
    base.update(from: bytes, count: bytes.count)
    var scanner = JSONScanner(base: base, end: bytes.count)
    scanner.skipWhitespace()
    var reader = scanner
    try scanner.skipValue()
    scanner.skipWhitespace()
    guard scanner.position == scanner.end else { throw scanner.fault(.endOfDocument) }
    self = try Self.read(&reader)
  }

  private static func read(_ scanner: inout JSONScanner) throws(ScanFault) -> JSONTree {
    scanner.skipWhitespace()
    let start = scanner.position
    switch scanner.byte {
    case UInt8(ascii: "\""): return .string(try readString(&scanner))
    case UInt8(ascii: "["):
      var elements: [JSONTree] = []
      scanner.position += 1
      while scanner.skipWhitespace() != UInt8(ascii: "]") {
        if scanner.byte == UInt8(ascii: ",") { scanner.position += 1 }
        elements.append(try read(&scanner))
      }
      scanner.position += 1
      return .array(elements)
    case UInt8(ascii: "{"):
      var members: [(key: [UInt8], value: JSONTree)] = []
      scanner.position += 1
      while scanner.skipWhitespace() != UInt8(ascii: "}") {
        if scanner.byte == UInt8(ascii: ",") {
          scanner.position += 1
          scanner.skipWhitespace()
        }
        let key = try readString(&scanner)
        try scanner.expect(UInt8(ascii: ":"), or: .colon)
        members.append((key, try read(&scanner)))
      }
      scanner.position += 1
      return .object(members)
    case UInt8(ascii: "t"):
      try scanner.scanLiteral("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try scanner.scanLiteral("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      guard scanner.scanNull() else { throw scanner.fault(.literal) }
      return .null
    default:
      let isInteger = try scanner.scanNumber()
      let digits = UnsafeBufferPointer(start: scanner.base + start, count: scanner.position - start)
      return .number(String(decoding: digits, as: UTF8.self), isInteger: isInteger)
    }
  }

  private static func readString(_ scanner: inout JSONScanner) throws(ScanFault) -> [UInt8] {
    scanner.position += 1
    return JSONText.decoded(try scanner.scanString(), in: scanner)
  }

  /// The document without white space, as payloads are kept.
  static func minified(_ bytes: [UInt8]) throws(ScanFault) -> [UInt8] {
    let padded = bytes + [UInt8](repeating: 0, count: bufferPadding)
    var output: [UInt8] = []
    let fault: ScanFault? = padded.withUnsafeBufferPointer { padded in
      guard let base = padded.baseAddress else { return nil }
      var scanner = JSONScanner(base: base, end: bytes.count)
      scanner.skipWhitespace()
      do throws(ScanFault) { try scanner.minifyValue(into: &output) } catch { return error }
      return nil
    }
    if let fault { throw fault }
    return output
  }

  /// Whether Foundation read the same value.
  func equals(_ value: Any) -> Bool {
    switch (self, value) {
    case (.null, is NSNull): true
    case (.string(let bytes), let text as String): text.utf8.elementsEqual(bytes)
    case (.array(let elements), let values as [Any]):
      elements.count == values.count && zip(elements, values).allSatisfy { $0.equals($1) }
    case (.object(let members), let values as [String: Any]):
      members.allSatisfy { member in
        values[String(decoding: member.key, as: UTF8.self)].map { member.value.equals($0) } ?? false
      } && members.count == values.count
    case (.bool(let flag), let number as NSNumber): number.isBoolean && number.boolValue == flag
    case (.number(let digits, let isInteger), let number as NSNumber):
      !number.isBoolean && Self.equals(digits, isInteger: isInteger, number)
    default: false
    }
  }

  private static func equals(_ digits: String, isInteger: Bool, _ number: NSNumber) -> Bool {
    if isInteger, let integer = Int64(digits) {
      // What is past its 32 digits of precision it reads as a decimal number; the smallest integer as well.
      return number.int64Value == integer
    }
    if isInteger, let integer = UInt64(digits) { return number.uint64Value == integer }
    guard let double = Double(digits) else { return false }
    // A decimal number is rounded in another way than a double.
    return number is NSDecimalNumber
      ? abs(number.doubleValue - double) <= abs(double) * 1e-12 : number.doubleValue == double
  }

  /// Keys that Swift's `String` takes for the same: Foundation keeps one of them.
  var hasEqualKeys: Bool {
    switch self {
    case .array(let elements): elements.contains { $0.hasEqualKeys }
    case .object(let members):
      Set(members.map { String(decoding: $0.key, as: UTF8.self) }).count < members.count
        || members.contains { $0.value.hasEqualKeys }
    default: false
    }
  }
}

extension NSNumber {
  fileprivate var isBoolean: Bool { objCType.pointee == CChar(UInt8(ascii: "c")) }
}
