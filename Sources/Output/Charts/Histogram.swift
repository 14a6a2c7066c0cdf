/// Numbers counted in ranges of one width. The difference between the greatest and the least can be infinite as a
/// `Double`, or too small to be divided.
struct Histogram {
  /// Whether all the numbers are whole, and few enough apart to be counted one by one.
  let isWhole: Bool
  private(set) var counts: [Double]
  private let least: Double
  private let most: Double
  /// The width of a range of whole numbers.
  private let step: Double

  /// - Parameter values: finite numbers.
  /// - Returns: nil where there are none.
  init?(_ values: [Double]) {
    guard let least = values.min(), let most = values.max() else { return nil }
    self.least = least
    self.most = most
    // Beyond 2^53 a `Double` does not hold every whole number.
    isWhole = values.allSatisfy { $0 == $0.rounded() } && abs(least) < 0x1p53 && abs(most) < 0x1p53
    var count = min(20, max(1, Int(Double(values.count).squareRoot().rounded(.up))))
    if isWhole { count = min(count, Int(min(most - least + 1, 20))) }
    if least == most { count = 1 }
    step = isWhole ? ((most - least + 1) / Double(count)).rounded(.up) : 0
    counts = Array(repeating: 0, count: count)
    for value in values { counts[index(of: value)] += 1 }
    while counts.count > 1, counts.last == 0, isWhole { counts.removeLast() }
  }

  /// The first and the last number of a range.
  func range(of index: Int) -> (from: Double, to: Double) {
    guard !isWhole else {
      let from = least + Double(index) * step
      return (from, from + step - 1)
    }
    return (edge(index), edge(index + 1))
  }

  private func edge(_ index: Int) -> Double {
    if index == 0 { return least }
    if index == counts.count { return most }
    let share = Double(index) / Double(counts.count)
    return least * (1 - share) + most * share
  }

  private func index(of value: Double) -> Int {
    if isWhole { return min(counts.count - 1, Int((value - least) / step)) }
    let width = most - least
    // The difference of the halves is finite where that of the numbers is not.
    let share =
      width.isFinite ? (width > 0 ? (value - least) / width : 0) : (value / 2 - least / 2) / (most / 2 - least / 2)
    return min(counts.count - 1, max(0, Int(share * Double(counts.count))))
  }
}
