/// A JSON value's one spelling: equal values give equal texts, by whatever route they came.
///
/// The browser rewrites numbers and moves integer-like keys to the front, so numbers are compared by value (as the
/// doubles that a browser holds) and objects without order; of repeated keys the last counts.
///
/// ```swift
/// CanonicalJSON.text(of: #"{"b": 1.0, "a": "\u00e9"}"#, type: "object")  // {"a":"é","b":1}
/// ```
///
/// Its reader is not ``JSONScanner``: that one is for whole exports, needs padding behind their bytes, and refuses what no
/// export may hold, such as half a surrogate pair. Here every text gets a spelling.
package enum CanonicalJSON {
  /// Deeper values are compared as they are spelled.
  static let maximumDepth = 500

  /// The one spelling of a value stored as `json_each` shows it.
  ///
  /// - Parameters:
  ///   - payload: the value's text; nil for null.
  ///   - type: `null`, `true`, `false`, `integer`, `real`, `text`, `array` or `object`.
  package static func text(of payload: String?, type: String) -> String {
    switch type {
    case "null", "true", "false": return type
    case "text": return "\"" + (payload ?? "")
    default:
      let payload = payload ?? "null"
      var parser = CanonicalJSONParser(payload)
      return parser.parse().map { String(decoding: $0, as: UTF8.self) } ?? payload
    }
  }
}

/// Reads one value and writes it again; nil where the text is no JSON.
private struct CanonicalJSONParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func parse() -> [UInt8]? {
    guard let value = value(depth: 0) else { return nil }
    skipSpaces()
    return position == bytes.count ? value : nil
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpaces() {
    while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
  }

  private mutating func take(_ character: UInt8) -> Bool {
    skipSpaces()
    guard next == character else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) -> [UInt8]? {
    guard depth <= CanonicalJSON.maximumDepth else { return nil }
    skipSpaces()
    switch next {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return list(depth: depth)
    case UInt8(ascii: "\""): return string()
    default: return word()
    }
  }

  private mutating func object(depth: Int) -> [UInt8]? {
    position += 1
    var members: [[UInt8]: [UInt8]] = [:]
    if take(UInt8(ascii: "}")) { return Array("{}".utf8) }
    repeat {
      skipSpaces()
      guard next == UInt8(ascii: "\""), let key = string(), take(UInt8(ascii: ":")), let value = value(depth: depth + 1)
      else { return nil }
      members[key] = value
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { return nil }
    let sorted = members.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    return Array("{".utf8) + sorted.map { $0.key + ":".utf8 + $0.value }.joined(separator: ",".utf8) + "}".utf8
  }

  private mutating func list(depth: Int) -> [UInt8]? {
    position += 1
    var items: [[UInt8]] = []
    if take(UInt8(ascii: "]")) { return Array("[]".utf8) }
    repeat {
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { return nil }
    return Array("[".utf8) + items.joined(separator: ",".utf8) + "]".utf8
  }

  /// A string with its quotes; half a surrogate pair, which no text can hold, stays escaped.
  private mutating func string() -> [UInt8]? {
    position += 1
    var output = [UInt8(ascii: "\"")]
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return output + [byte]
      case UInt8(ascii: "\\"):
        guard escape(into: &output) else { return nil }
      default: JSONText.escape(byte, into: &output)
      }
    }
    return nil
  }

  /// Writes the character that an escape stands for.
  private mutating func escape(into output: inout [UInt8]) -> Bool {
    guard let byte = next else { return false }
    position += 1
    switch byte {
    case UInt8(ascii: "b"): JSONText.escape(0x08, into: &output)
    case UInt8(ascii: "f"): JSONText.escape(0x0C, into: &output)
    case UInt8(ascii: "n"): JSONText.escape(0x0A, into: &output)
    case UInt8(ascii: "r"): JSONText.escape(0x0D, into: &output)
    case UInt8(ascii: "t"): JSONText.escape(0x09, into: &output)
    case UInt8(ascii: "u"):
      guard let unit = hexDigits(at: position) else { return false }
      position += 4
      var units = [unit]
      if UTF16.isLeadSurrogate(unit), let trail = escapedUnit(at: position), UTF16.isTrailSurrogate(trail) {
        units.append(trail)
        position += 6
      }
      if units.count == 1, UTF16.isSurrogate(unit) {
        output += "\\u\(String(unit, radix: 16))".utf8
      } else {
        for byte in String(decoding: units, as: UTF16.self).utf8 { JSONText.escape(byte, into: &output) }
      }
    default: JSONText.escape(byte, into: &output)
    }
    return true
  }

  /// What `\u` and four digits stand for.
  private func escapedUnit(at start: Int) -> UInt16? {
    guard bytes[start...].starts(with: "\\u".utf8) else { return nil }
    return hexDigits(at: start + 2)
  }

  private func hexDigits(at start: Int) -> UInt16? {
    guard start + 4 <= bytes.count else { return nil }
    var unit: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      guard let digit = HexDigit.value(byte) else { return nil }
      unit = unit << 4 | digit
    }
    return UInt16(unit)
  }

  private mutating func word() -> [UInt8]? {
    let start = position
    while let byte = next, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"), byte != UInt8(ascii: "}"), byte > 0x20
    {
      position += 1
    }
    guard position > start else { return nil }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    // Whole numbers without a fraction, and one zero. Words are no numbers.
    guard let number = Double(text), number.isFinite else { return Array(text.utf8) }
    return Array((Int64(exactly: number).map { String($0) } ?? String(number)).utf8)
  }
}
