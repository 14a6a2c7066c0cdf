#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Text that is a number, and how it was written.
package struct NumberText {
  /// The ways of programs to write a column of reals. A text says which of them would write just this text.
  struct Styles: OptionSet {
    let rawValue: UInt8
    /// As few digits as read back, whole numbers with `.0`: Python, Pressmark, SQLite.
    static let withPoint = Styles(rawValue: 1)
    /// The same, whole numbers without a point: JavaScript, C's `%g`.
    static let short = Styles(rawValue: 2)
    /// A number of decimals that all have: `%.4f`, `%.2e`.
    static let fixed = Styles(rawValue: 4)
    /// Any mixture of these: how people and several programs write measures. Only the value is kept.
    static let mixed = Styles(rawValue: 8)
  }

  /// The number as 64 bits, where the text is an integer as it would be written back.
  let integer: Int64?
  let styles: Styles
  /// Digits after the point, and those of an exponent's form counted apart.
  let decimals: Int
  /// Whether nobody writes the name or the version of a thing so: with three decimals, or a negative exponent.
  let isMeasure: Bool

  /// Reads what could be a number.
  ///
  /// No text with leading zeros, a plus sign, or an exponent without a sign is one: `000123`, `1e5` and `67655d46` are
  /// names of things.
  ///
  /// - Parameter wanted: the styles that are looked for.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ wanted: Styles) {
    guard let form = Form(bytes), form.isPlain else { return nil }
    if !form.hasPoint, !form.hasExponent {
      integer = Self.integer(bytes)
      let isKept = integer.map { $0.magnitude <= 1 << 53 } ?? form.survives(bytes)
      styles = isKept && !(form.isNegative && form.isZero) ? [.short, .mixed] : []
      decimals = 0
      isMeasure = false
      if integer == nil, styles.isEmpty { return nil }
      return
    }
    integer = nil
    decimals = form.decimals + (form.hasExponent ? 1 << 20 : 0)
    isMeasure = form.decimals > 2 || form.hasExponent && form.exponent < 0
    var styles: Styles = []
    let isExact = form.significantDigits <= 15 && abs(form.exponent) < 290
    if isExact || wanted.contains(.fixed) && form.isWritten(bytes) { styles.insert(.fixed) }
    let isWhole = form.hasPoint && form.decimals == 1 && bytes[form.pointAt + 1] == UInt8(ascii: "0")
    if form.decimals == 0 || form.endsInDigit || isWhole, isExact || wanted != .fixed && form.survives(bytes) {
      if form.hasPoint || form.hasExponent { styles.insert(.withPoint) }
      if !isWhole || form.hasExponent { styles.insert(.short) }
    }
    if isExact || !styles.isEmpty { styles.insert(.mixed) }
    guard !styles.isEmpty else { return nil }
    self.styles = styles
  }

  /// Whether a number of JSON keeps its value as a real.
  static func jsonSurvives(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let form = Form(bytes) else { return false }
    return form.significantDigits <= 15 && abs(form.exponent) < 290 || form.survives(bytes)
  }

  // MARK: Values

  /// An integer of 64 bits as it would be written back; nil for any other text.
  package static func integer(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    var index = 0
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { index = 1 }
    let digits = bytes.count - index
    guard digits > 0, digits <= 19, digits == 1 || bytes[index] != 0x30 else { return nil }
    if isNegative, bytes[index] == 0x30 { return nil }
    var value: UInt64 = 0
    while index < bytes.count {
      let digit = bytes[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ UInt64(digit)
      index += 1
    }
    guard value <= UInt64(Int64.max) + (isNegative ? 1 : 0) else { return nil }
    return isNegative ? Int64(truncatingIfNeeded: 0 &- value) : Int64(value)
  }

  /// The real that a text of digits, point and exponent stands for.
  package static func real(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard let form = Form(bytes) else { return nil }
    if form.significantDigits <= 15, !form.hasExponent, form.decimals <= 22 {
      var value: Int64 = 0
      for byte in bytes where byte &- 0x30 < 10 { value = value &* 10 &+ Int64(byte &- 0x30) }
      // Both are exact, so that their quotient is rounded rightly.
      let number = Double(value) / powers[form.decimals]
      return form.isNegative ? -number : number
    }
    return Double(String(decoding: bytes, as: UTF8.self)).flatMap { $0.isFinite ? $0 : nil }
  }

  private static let powers: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]
}

/// The parts of a number's text: `-12.50e-03`.
private struct Form {
  var isNegative = false
  var hasPoint = false
  var hasExponent = false
  /// Where the point is.
  var pointAt = 0
  /// Digits after the point.
  var decimals = 0
  /// Digits from the first that is not 0, to the last of the mantissa.
  var significantDigits = 0
  var exponent = 0
  /// Whether a program writes a number so: no leading zeros; with an exponent, its sign and one digit before the point.
  var isPlain = true
  /// Whether the last digit of the fraction is not 0.
  var endsInDigit = false

  var isZero: Bool { significantDigits == 0 }

  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    let count = bytes.count
    func isDigit(_ index: Int) -> Bool { index < count && bytes[index] &- 0x30 < 10 }
    if bytes.first == UInt8(ascii: "-") {
      isNegative = true
      index = 1
    }
    let first = index
    while isDigit(index) {
      if significantDigits > 0 || bytes[index] != 0x30 { significantDigits += 1 }
      index += 1
    }
    let wholeDigits = index - first
    guard wholeDigits > 0 else { return nil }
    if wholeDigits > 1, bytes[first] == 0x30 { isPlain = false }
    if index < count, bytes[index] == UInt8(ascii: ".") {
      hasPoint = true
      pointAt = index
      index += 1
      while isDigit(index) {
        if significantDigits > 0 || bytes[index] != 0x30 { significantDigits += 1 }
        index += 1
        decimals += 1
      }
      guard decimals > 0 else { return nil }
      endsInDigit = bytes[index - 1] != 0x30
    }
    if index < count, bytes[index] | 0x20 == UInt8(ascii: "e") {
      hasExponent = true
      index += 1
      let sign = index < count ? bytes[index] : 0
      let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
      if isSigned { index += 1 }
      let start = index
      while isDigit(index) {
        if exponent < 100_000 { exponent = exponent * 10 + Int(bytes[index] - 0x30) }
        index += 1
      }
      guard index > start else { return nil }
      if sign == UInt8(ascii: "-") { exponent = -exponent }
      if !isSigned || wholeDigits != 1 || (bytes[first] == 0x30 && significantDigits > 0) { isPlain = false }
    }
    guard index == count else { return nil }
  }

  /// Whether the digits are those that the real needs to be read back.
  func survives(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let decimal = Decimal(bytes), let value = Double(String(decoding: bytes, as: UTF8.self)), value.isFinite
    else { return false }
    var text = value.description
    return text.withUTF8 { Decimal($0) == decimal }
  }

  /// Whether C writes the real with as many decimals as just this text.
  func isWritten(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let value = Double(text), value.isFinite, decimals < 400 else { return false }
    var buffer = [CChar](repeating: 0, count: 1024)
    let format = hasExponent ? "%.*e" : "%.*f"
    let length = withVaList([Int32(decimals), value]) { vsnprintf(&buffer, buffer.count, format, $0) }
    guard length == bytes.count else { return false }
    return zip(buffer, bytes).allSatisfy { UInt8(bitPattern: $0) | 0x20 == $1 | 0x20 }
  }
}

/// A decimal number of up to 17 digits, without zeros around them: equal where the values are. A real needs no more.
private struct Decimal: Equatable {
  private var digits: UInt64 = 0
  private var point = 0
  private var isNegative = false

  /// - Returns: nil for more digits.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var exponent = 0
    var isAfterPoint = false
    var count = 0
    var zeros = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): isAfterPoint = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        let isBelow = bytes[index] == UInt8(ascii: "-")
        while index < bytes.count {
          let digit = bytes[index] &- 0x30
          if digit < 10, exponent < 100_000 { exponent = exponent * 10 + Int(digit) }
          index += 1
        }
        if isBelow { exponent = -exponent }
      default:
        if byte == 0x30 {
          if count > 0 { zeros += 1 }
        } else {
          count += zeros + 1
          guard count <= 17 else { return nil }
          for _ in 0..<zeros { digits *= 10 }
          digits = digits * 10 + UInt64(byte - 0x30)
          zeros = 0
        }
        if count > 0, !isAfterPoint { point += 1 }
        if count == 0, isAfterPoint { point -= 1 }
      }
    }
    point += exponent
    if count == 0 { (point, isNegative) = (0, false) }
  }
}
