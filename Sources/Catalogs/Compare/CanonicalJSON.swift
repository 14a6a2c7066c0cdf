import ByteText
import SQLFunctions

/// A JSON value's one spelling: equal values give equal texts, whatever route they came by.
///
/// The browser rewrites numbers and moves integer-like keys to the front, so numbers are compared by value (as the
/// doubles that a browser holds) and objects without order; of repeated keys the last counts.
///
/// ```swift
/// CanonicalJSON.text(of: #"{"b": 1.0, "a": "\u00e9"}"#, type: "object")  // {"a":"é","b":1}
/// ```
public enum CanonicalJSON {
  /// Deeper values are compared as they are spelled.
  static let maximumDepth = 500

  /// The one spelling of a value stored as `json_each` shows it.
  ///
  /// - Parameters:
  ///   - payload: the value's text; nil for null.
  ///   - type: `null`, `true`, `false`, `integer`, `real`, `text`, `array` or `object`.
  public static func text(of payload: String?, type: String) -> String {
    switch type {
    case "null", "true", "false": return type
    case "text": return "\"" + (payload ?? "")
    default:
      let payload = payload ?? "null"
      var parser = CanonicalJSONParser(payload)
      return parser.parse() ?? payload
    }
  }
}

extension CanonicalJSON {
  /// `canonical_json(payload, payload_type)`: the spelling to compare by; NULL for a missing value.
  static func function(_ payload: SQLValue, _ type: SQLValue) -> SQLValue {
    guard case .text(let type) = type else { return .null }
    switch payload {
    case .text(let payload): return .text(text(of: payload, type: type))
    // A catalog that other tools wrote to can hold a number as one.
    case .integer(let number): return .text(text(of: String(number), type: type))
    case .real(let number): return .text(text(of: String(number), type: type))
    case .null: return type == "null" ? .text(type) : .null
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

  mutating func parse() -> String? {
    guard let value = value(depth: 0) else { return nil }
    skipSpaces()
    return position == bytes.count ? value : nil
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpaces() {
    while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    skipSpaces()
    guard let byte = next, byte == character.asciiValue else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) -> String? {
    guard depth <= CanonicalJSON.maximumDepth else { return nil }
    skipSpaces()
    switch next {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return list(depth: depth)
    case UInt8(ascii: "\""): return string().map { "\"" + $0 + "\"" }
    default: return word()
    }
  }

  private mutating func object(depth: Int) -> String? {
    position += 1
    var members: [ByteString: String] = [:]
    if take("}") { return "{}" }
    repeat {
      skipSpaces()
      guard next == UInt8(ascii: "\""), let key = string(), take(":"), let value = value(depth: depth + 1) else {
        return nil
      }
      members[ByteString(key)] = value
    } while take(",")
    guard take("}") else { return nil }
    let sorted = members.sorted { $0.key < $1.key }
    return "{" + sorted.map { "\"\($0.key.text)\":\($0.value)" }.joined(separator: ",") + "}"
  }

  private mutating func list(depth: Int) -> String? {
    position += 1
    var items: [String] = []
    if take("]") { return "[]" }
    repeat {
      guard let item = value(depth: depth + 1) else { return nil }
      items.append(item)
    } while take(",")
    guard take("]") else { return nil }
    return "[" + items.joined(separator: ",") + "]"
  }

  /// A string without its quotes; quotes, backslashes, control characters and lone surrogates stay escaped.
  private mutating func string() -> String? {
    position += 1
    var units: [UInt16] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return Self.escaped(units)
      case UInt8(ascii: "\\"):
        guard let unit = escape() else { return nil }
        units.append(unit)
      default:
        let start = position - 1
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
        units += String(decoding: bytes[start..<position], as: UTF8.self).utf16
      }
    }
    return nil
  }

  private mutating func escape() -> UInt16? {
    guard let byte = next else { return nil }
    position += 1
    switch byte {
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"):
      guard position + 4 <= bytes.count else { return nil }
      defer { position += 4 }
      return UInt16(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    default: return UInt16(byte)
    }
  }

  private static func escaped(_ units: [UInt16]) -> String {
    var text = ""
    var decoder = UTF16()
    var iterator = units.makeIterator()
    var index = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar):
        if scalar == "\"" || scalar == "\\" || scalar.value < 0x20 {
          text += "\\u" + hex(UInt16(scalar.value))
        } else {
          text.unicodeScalars.append(scalar)
        }
        index += UTF16.width(scalar)
      case .error:
        text += "\\u" + hex(units[index])
        index += 1
      case .emptyInput: return text
      }
    }
  }

  private static func hex(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  private mutating func word() -> String? {
    let start = position
    while let byte = next, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"), byte != UInt8(ascii: "}"), byte > 0x20
    {
      position += 1
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    switch text {
    case "": return nil
    case "null", "true", "false": return text
    default:
      guard let number = Double(text), number.isFinite else { return text }
      // Whole numbers without a fraction, and one zero.
      if let whole = Int64(exactly: number) { return String(whole) }
      return String(number)
    }
  }
}
