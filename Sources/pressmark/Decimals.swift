/// A number with a fixed count of decimals.
enum Decimals {
  /// - Parameters:
  ///   - number: below a billion.
  ///   - places: the count of decimals, 9 at most.
  /// - Returns: such as `0.25` for 2 places.
  static func text(_ number: Double, places: Int) -> String {
    let unit = (0..<places).reduce(1) { unit, _ in unit * 10 }
    let scaled = Int((number.magnitude * Double(unit)).rounded(.toNearestOrEven))
    let sign = number < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(scaled)" }
    let fraction = String(scaled % unit)
    return "\(sign)\(scaled / unit)." + String(repeating: "0", count: places - fraction.count) + fraction
  }
}
