import ByteText

/// A value of a query: of a parameter, or copied from a result.
///
/// Rows that are only passed on are read as ``ResultValue`` instead, which copies nothing.
/// See <https://sqlite.org/datatype3.html>.
public enum QueryValue: Sendable {
  /// NULL.
  case null
  /// An INTEGER.
  case integer(Int64)
  /// A REAL.
  case real(Double)
  /// A TEXT. It may hold NUL characters.
  case text(String)
  /// A BLOB.
  case blob([UInt8])

  /// A parameter's value as people type it.
  ///
  /// A canonical integer becomes an integer, a canonical decimal a real, anything else text:
  ///
  /// ```swift
  /// QueryValue(typed: "7")     // .integer(7)
  /// QueryValue(typed: "007")   // .text("007")
  /// QueryValue(typed: "0.25")  // .real(0.25)
  /// ```
  ///
  /// - Parameter text: what was typed.
  public init(typed text: String) {
    if Self.isCanonical(text.utf8, fraction: false), let number = Int64(text) {
      self = .integer(number)
    } else if Self.isCanonical(text.utf8, fraction: true), let number = Double(text) {
      self = .real(number)
    } else {
      self = .text(text)
    }
  }

  /// Whether the text is how a number would be written back: no sign but `-`, no leading zeros, no exponent.
  private static func isCanonical(_ text: String.UTF8View, fraction: Bool) -> Bool {
    var digits = text[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits = digits.dropFirst() }
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == (fraction ? 2 : 1), let whole = parts.first, let last = parts.last else { return false }
    guard parts.allSatisfy({ part in !part.isEmpty && part.allSatisfy { (0x30...0x39).contains($0) } }) else {
      return false
    }
    if whole.count > 1, whole.first == UInt8(ascii: "0") { return false }
    if fraction { return last.count + whole.count <= 15 }
    return !(isNegative && whole.first == UInt8(ascii: "0"))
  }
}

extension QueryValue: Hashable {
  /// Whether two values are of the same type and equal. Text is compared as SQLite compares it: as bytes.
  public static func == (left: QueryValue, right: QueryValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.integer(let left), .integer(let right)): left == right
    case (.real(let left), .real(let right)): left == right
    case (.text(let left), .text(let right)): left.hasSameBytes(as: right)
    case (.blob(let left), .blob(let right)): left == right
    default: false
    }
  }

  /// Hashes the value; text by its bytes.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .integer(let number): hasher.combine(number)
    case .real(let number): hasher.combine(number)
    case .text(let text): hasher.combine(ByteString(text))
    case .blob(let bytes): hasher.combine(bytes)
    }
  }
}

extension QueryValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByFloatLiteral,
  ExpressibleByNilLiteral
{
  /// The value of an integer in the source: `7`.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// The value of a text in the source: `"a"`.
  public init(stringLiteral value: String) { self = .text(value) }
  /// The value of a decimal in the source: `0.25`.
  public init(floatLiteral value: Double) { self = .real(value) }
  /// NULL, for `nil` in the source.
  public init(nilLiteral: ()) { self = .null }
}

extension QueryValue: CustomStringConvertible {
  /// The value as text: NULL, digits, the text itself, or `x'…'`.
  public var description: String {
    switch self {
    case .null: "NULL"
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text): text
    case .blob(let bytes):
      "x'" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "'"
    }
  }
}
