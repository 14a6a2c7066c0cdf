/// Numbers as a chart writes them.
enum ChartNumber {
  /// A number with at most three digits after the point, also where it has an exponent.
  static func text(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    let rounded = rounded(value)
    let text = RealText.text(rounded.isFinite && rounded != 0 ? rounded : value)
    guard let sign = text.firstIndex(of: "e"), let mantissa = Double(text[..<sign]) else { return text }
    return RealText.text(self.rounded(mantissa)) + text[sign...]
  }

  private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  /// As much of a length as a value is of the greatest one; the sums of a result's numbers can be infinite.
  static func part(of length: Int, _ value: Double, _ most: Double) -> Int {
    guard value > 0, most > 0 else { return 0 }
    let share = most.isFinite ? value / most : value.isFinite ? 0 : 1
    return Int((min(max(share, 0), 1) * Double(length)).rounded())
  }
}
