/// How a real number is written: as SQLite prints it where 15 digits say it exactly, else with as many digits as it
/// takes to read the same number back.
enum RealText {
  /// - Returns: such as `0.1`, `100.0`, `1.0e+20`, `Inf`.
  static func text(_ number: Double) -> String {
    guard number.isFinite else { return number.isNaN ? "NULL" : number < 0 ? "-Inf" : "Inf" }
    let shortest = number.description
    // Swift's description is the shortest that reads back; where it has no exponent, it's laid out as SQLite would,
    // up to 15 digits before the point.
    if !shortest.utf8.contains(UInt8(ascii: "e")), shortest.utf8.count <= 16 { return shortest }
    return relaid(shortest)
  }

  /// Lays out digits and exponent by the rule of `%!.15g`: an exponent below -4 or from 15 on.
  private static func relaid(_ shortest: String) -> String {
    var digits: [UInt8] = []
    var pointAt: Int?
    var exponent = 0
    var isNegative = false
    var rest = Array(shortest.utf8)[...]
    if rest.first == UInt8(ascii: "-") {
      isNegative = true
      rest = rest.dropFirst()
    }
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "."): pointAt = digits.count
      case UInt8(ascii: "e"):
        exponent = Int(String(decoding: rest, as: UTF8.self)) ?? 0
        rest = []
      default: digits.append(byte)
      }
    }
    var point = (pointAt ?? digits.count) + exponent
    while digits.count > 1, digits.first == UInt8(ascii: "0") {
      digits.removeFirst()
      point -= 1
    }
    while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    let text = String(decoding: digits, as: UTF8.self)
    let sign = isNegative ? "-" : ""
    let power = point - 1
    if power < -4 || power >= 15 {
      let fraction = digits.count > 1 ? String(text.dropFirst()) : "0"
      let size = String(abs(power))
      return "\(sign)\(text.prefix(1)).\(fraction)e\(power < 0 ? "-" : "+")\(size.count < 2 ? "0" : "")\(size)"
    }
    if point <= 0 { return "\(sign)0.\(String(repeating: "0", count: -point))\(text)" }
    if point >= digits.count { return "\(sign)\(text)\(String(repeating: "0", count: point - digits.count)).0" }
    return "\(sign)\(text.prefix(point)).\(text.dropFirst(point))"
  }
}
