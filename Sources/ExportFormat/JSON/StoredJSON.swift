/// Checks stored JSON, such as a payload, before it is written into an export again.
package enum StoredJSON {
  /// Looks for a fault.
  ///
  /// - Parameters:
  ///   - text: what was stored.
  ///   - type: the value's type, as SQLite's `json_type` names it: `array`, `object`, `integer` or `real`.
  /// - Returns: nil where the text is one value of the type that an export can hold, and nothing else.
  package static func fault(in text: UnsafeBufferPointer<UInt8>, type: String) -> StoredJSONFault? {
    var buffer = InputBuffer(capacity: max(text.count, 1))
    buffer.append(text)
    buffer.pad()
    var scanner = JSONScanner(base: buffer.base, end: text.count)
    do throws(ScanFault) {
      let found = try scanner.skipValue()
      guard scanner.position == text.count else { throw scanner.fault(.endOfDocument) }
      guard "\(found)" == type else { return StoredJSONFault(expected: .value, offset: 0) }
      return nil
    } catch {
      return StoredJSONFault(expected: error.expected, offset: min(error.offset, text.count))
    }
  }
}

/// A fault in JSON that was stored.
package struct StoredJSONFault: Error, Equatable, Sendable, CustomStringConvertible {
  package let expected: Expectation
  /// Bytes from the start of the text.
  package let offset: Int

  /// What and where: `a comma or a closing bracket is missing at byte 12`.
  package var description: String { "expected \(expected.english) at byte \(offset)" }
}
