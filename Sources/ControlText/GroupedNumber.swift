/// A number as people read it.
package enum GroupedNumber {
  /// The digits with a comma between thousands: `-1,234,567`.
  package static func text(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
  }
}

extension DefaultStringInterpolation {
  /// Puts a number into a message, with a comma between thousands.
  package mutating func appendInterpolation(grouped number: Int) { appendLiteral(GroupedNumber.text(number)) }
}
