import SQLite

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A value that outlives its row, in memory that is used again. Of long texts and blobs only the start is held.
struct HeldValue {
  enum Kind: UInt8 {
    case null, integer, real, text, blob
  }

  private static let limit = 1 << 20

  private(set) var kind = Kind.null
  private(set) var bits: UInt64 = 0
  private(set) var bytes: [UInt8] = []

  mutating func hold(_ value: ResultValue) {
    switch value {
    case .null: kind = .null
    case .integer(let number): (kind, bits) = (.integer, UInt64(bitPattern: number))
    case .real(let number): (kind, bits) = (.real, number.bitPattern)
    case .text(let content): hold(content, .text)
    case .blob(let content): hold(content, .blob)
    }
  }

  private mutating func hold(_ content: UnsafeRawBufferPointer, _ kind: Kind) {
    self.kind = kind
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: content.prefix(Self.limit))
  }

  /// Whether a value is just this one; false for long ones.
  func isSame(_ value: ResultValue) -> Bool {
    switch value {
    case .null: kind == .null
    case .integer(let number): kind == .integer && bits == UInt64(bitPattern: number)
    case .real(let number): kind == .real && bits == number.bitPattern
    case .text(let content): kind == .text && hasBytes(content)
    case .blob(let content): kind == .blob && hasBytes(content)
    }
  }

  private func hasBytes(_ content: UnsafeRawBufferPointer) -> Bool {
    guard content.count == bytes.count, content.count < Self.limit else { return false }
    guard let start = content.baseAddress, content.count > 0 else { return true }
    return bytes.withUnsafeBytes { held in held.baseAddress.map { memcmp($0, start, content.count) == 0 } ?? false }
  }

  /// Lends it as a row's value.
  func with<Result>(_ body: (ResultValue) -> Result) -> Result {
    switch kind {
    case .null: body(.null)
    case .integer: body(.integer(Int64(bitPattern: bits)))
    case .real: body(.real(Double(bitPattern: bits)))
    case .text: bytes.withUnsafeBytes { body(.text($0)) }
    case .blob: bytes.withUnsafeBytes { body(.blob($0)) }
    }
  }

  /// Whether a value comes before this one, as SQLite orders them: numbers, texts, blobs.
  /// See <https://sqlite.org/datatype3.html#comparisons>.
  func isAfter(_ value: ResultValue) -> Bool { with { ValueOrder.isBefore(value, $0) } }

  /// Whether a value comes after this one.
  func isBefore(_ value: ResultValue) -> Bool { with { ValueOrder.isBefore($0, value) } }
}

/// The order of values in SQLite.
enum ValueOrder {
  static func isBefore(_ left: ResultValue, _ right: ResultValue) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.real(let left), .real(let right)): left < right
    case (.integer(let left), .real(let right)): isBefore(left, right)
    case (.real(let left), .integer(let right)): Double(right) != left && !isBefore(right, left)
    case (.text(let left), .text(let right)), (.blob(let left), .blob(let right)): isBefore(left, right)
    default: rank(left) < rank(right)
    }
  }

  private static func rank(_ value: ResultValue) -> Int {
    switch value {
    case .null: 0
    case .integer, .real: 1
    case .text: 2
    case .blob: 3
    }
  }

  /// A double that is 2^63 or more is above all integers; else its whole part is one.
  private static func isBefore(_ left: Int64, _ right: Double) -> Bool {
    if right >= 0x1p63 { return true }
    guard right > -0x1p63 else { return false }
    let whole = Int64(right)
    return left < whole || left == whole && right > Double(whole)
  }

  private static func isBefore(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    let count = min(left.count, right.count)
    guard count > 0, let first = left.baseAddress, let second = right.baseAddress else {
      return left.count < right.count
    }
    let order = memcmp(first, second, count)
    return order == 0 ? left.count < right.count : order < 0
  }
}
