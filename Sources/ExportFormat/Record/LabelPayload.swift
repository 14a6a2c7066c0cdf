/// A label's payload, in the convention of SQLite's `json_each` (<https://sqlite.org/json1.html#jeach>).
struct LabelPayload {
  /// Text without quotes, minified JSON, digits as written, 1 or 0; nil for null.
  let value: [UInt8]?
  let type: String

  init(_ scanner: inout JSONScanner) throws(ScanFault) {
    var copy = scanner
    let start = scanner.position
    // The record, its groups, the group, its labels and the label are five levels.
    switch try scanner.skipValue(depth: 5) {
    case .null: (value, type) = (nil, "null")
    case .true: (value, type) = ([0x31], "true")
    case .false: (value, type) = ([0x30], "false")
    case .integer: (value, type) = (Self.bytes(scanner, from: start), "integer")
    case .real: (value, type) = (Self.bytes(scanner, from: start), "real")
    case .text:
      copy.position += 1
      (value, type) = (JSONText.decoded(try copy.scanString(), in: copy), "text")
    case .array: (value, type) = (try Self.minified(&copy), "array")
    case .object: (value, type) = (try Self.minified(&copy), "object")
    }
  }

  private static func bytes(_ scanner: JSONScanner, from start: Int) -> [UInt8] {
    Array(UnsafeBufferPointer(start: scanner.base + start, count: scanner.position - start))
  }

  private static func minified(_ scanner: inout JSONScanner) throws(ScanFault) -> [UInt8] {
    var output: [UInt8] = []
    try scanner.minifyValue(into: &output)
    return output
  }
}
