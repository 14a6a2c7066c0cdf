/// A value in a buffer of JSON, and the key before it where it is a member of an object: offsets, which stay valid while
/// the buffer does.
package struct JSONMember {
  /// What the value is.
  package enum Kind: UInt8, BitwiseCopyable {
    case null, `true`, `false`, integer, real, text, nested
  }

  package let kind: Kind
  /// The key between its quotes; empty for a value by itself.
  package let key: Range<Int>
  package let keyIsEscaped: Bool
  /// The value's text as it stands; of a string what is between its quotes.
  package let value: Range<Int>
  /// Whether the text of a string has escapes.
  package let isEscaped: Bool
}

/// What is wrong in a buffer of JSON.
package struct JSONFault: Error, BitwiseCopyable, CustomStringConvertible {
  private let expectation: Expectation
  /// Bytes from the start of the buffer.
  package let offset: Int

  init(_ fault: ScanFault) {
    expectation = fault.expected
    offset = fault.offset
  }

  /// What was expected: `expected a colon after the key`.
  package var description: String {
    switch expectation {
    case .uniqueKey, .depth: expectation.english
    default: "expected \(expectation.english)"
    }
  }
}

/// Reads any JSON from a buffer, value by value; the caller gives it more when a fault lies at the buffer's end.
package struct JSONMembers {
  /// Zero bytes that the buffer must have after its end.
  package static let padding = bufferPadding

  private var scanner: JSONScanner

  /// - Parameters:
  ///   - base: the buffer, which ends in ``padding`` zero bytes.
  ///   - end: its length without them.
  ///   - position: where to begin.
  package init(_ base: UnsafePointer<UInt8>, end: Int, position: Int) {
    scanner = JSONScanner(base: base, end: end, position: position)
  }

  package var position: Int { scanner.position }

  /// Passes over white space.
  ///
  /// - Returns: the byte that follows; 0 at the end.
  package mutating func skipWhitespace() -> UInt8 { scanner.skipWhitespace() }

  /// Passes over one byte.
  package mutating func skipByte() { scanner.position += 1 }

  /// Reads an object's members, or a value that is no object as one member without a key.
  ///
  /// - Parameters:
  ///   - members: is replaced.
  ///   - isObject: is set to whether it is one.
  package mutating func read(into members: inout [JSONMember], isObject: inout Bool) throws(JSONFault) {
    members.removeAll(keepingCapacity: true)
    do throws(ScanFault) {
      isObject = scanner.skipWhitespace() == 0x7B
      if isObject { try readObject(into: &members) } else { members.append(try member(key: nil)) }
    } catch {
      throw JSONFault(error)
    }
  }

  private mutating func readObject(into members: inout [JSONMember]) throws(ScanFault) {
    scanner.position += 1
    if scanner.skipWhitespace() == 0x7D {
      scanner.position += 1
      return
    }
    var keys = KeySet()
    while true {
      try scanner.expect(0x22, or: .key)
      let key = try scanner.scanString()
      guard keys.insert(key, in: scanner) else { throw scanner.fault(.uniqueKey, at: key.start - 1) }
      try scanner.expect(0x3A, or: .colon)
      scanner.skipWhitespace()
      members.append(try member(key: key))
      switch scanner.skipWhitespace() {
      case 0x2C: scanner.position += 1
      case 0x7D:
        scanner.position += 1
        return
      default: throw scanner.fault(.commaOrBrace)
      }
    }
  }

  private mutating func member(key: JSONScanner.RawString?) throws(ScanFault) -> JSONMember {
    let keyRange = key.map { $0.start..<$0.end } ?? 0..<0
    let keyIsEscaped = key?.isEscaped ?? false
    if scanner.byte == 0x22 {
      scanner.position += 1
      let text = try scanner.scanString()
      return JSONMember(
        kind: .text, key: keyRange, keyIsEscaped: keyIsEscaped, value: text.start..<text.end, isEscaped: text.isEscaped)
    }
    let start = scanner.position
    let kind: JSONMember.Kind =
      switch try scanner.skipValue() {
      case .null: .null
      case .true: .true
      case .false: .false
      case .integer: .integer
      case .real: .real
      case .text: .text
      case .array, .object: .nested
      }
    return JSONMember(
      kind: kind, key: keyRange, keyIsEscaped: keyIsEscaped, value: start..<scanner.position, isEscaped: false)
  }

  /// Replaces the escapes of a string by what they stand for, in place: it never gets longer.
  ///
  /// - Returns: its new length.
  package static func unescape(_ text: UnsafeMutableBufferPointer<UInt8>) -> Int {
    guard let start = text.baseAddress else { return 0 }
    return JSONText.decode(UnsafeBufferPointer(text), into: start)
  }

  /// Removes the white space from an array or an object that was read, in place: it never gets longer.
  ///
  /// - Returns: its new length.
  package static func minify(_ text: Range<Int>, in base: UnsafeMutablePointer<UInt8>) -> Int {
    var scanner = JSONScanner(base: base, end: text.upperBound, position: text.lowerBound)
    var output: [UInt8] = []
    // It was checked when it was read.
    guard (try? scanner.minifyValue(into: &output)) != nil, output.count <= text.count else { return text.count }
    output.withUnsafeBufferPointer { output in
      if let start = output.baseAddress { (base + text.lowerBound).update(from: start, count: output.count) }
    }
    return output.count
  }
}
