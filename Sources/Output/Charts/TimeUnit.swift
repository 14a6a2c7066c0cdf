/// The units of a time axis, and the texts that stand on it: `2025`, `2025-06`, `2025-06-10`, `2025-06-10 12:33`.
enum TimeUnit: Int, Comparable {
  case minute, hour, day, month, year

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  var words: (one: String, many: String) {
    switch self {
    case .minute: ("minute", "minutes")
    case .hour: ("hour", "hours")
    case .day: ("day", "days")
    case .month: ("month", "months")
    case .year: ("year", "years")
    }
  }

  /// Reads a text.
  ///
  /// - Returns: the unit, and how many of it there were before, from an arbitrary beginning.
  static func read(_ text: String) -> (unit: TimeUnit, number: Int)? {
    let bytes = Array(text.utf8.prefix(32))
    let digits = bytes.prefix { (0x30...0x39).contains($0) || "-".utf8.contains($0) }
    let parts = digits.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), parts[0].count == 4, parts.dropFirst().allSatisfy({ $0.count == 2 }) else {
      return nil
    }
    let numbers = parts.map(number)
    guard (1...9999).contains(numbers[0]), numbers.count < 2 || (1...12).contains(numbers[1]),
      numbers.count < 3 || (1...31).contains(numbers[2])
    else { return nil }
    let rest = bytes.dropFirst(digits.count)
    guard parts.count == 3 else {
      guard rest.isEmpty else { return nil }
      return parts.count == 1 ? (.year, numbers[0]) : (.month, numbers[0] * 12 + numbers[1] - 1)
    }
    let day = days(numbers[0], numbers[1], numbers[2])
    return rest.isEmpty ? (.day, day) : minutes(rest).map { (.minute, day * 1440 + $0) }
  }

  /// Reads ` 12:33`, also with a `T` before it, and with seconds and a `Z` after it.
  private static func minutes(_ text: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(text)
    guard bytes.count >= 6, " T".utf8.contains(bytes[0]), bytes[3] == UInt8(ascii: ":") else { return nil }
    let (hour, minute) = (bytes[1...2], bytes[4...5])
    guard (hour + minute).allSatisfy({ (0x30...0x39).contains($0) }), number(hour) < 24, number(minute) < 60,
      bytes.dropFirst(6).allSatisfy({ (0x30...0x39).contains($0) || ":.Z".utf8.contains($0) })
    else { return nil }
    return number(hour) * 60 + number(minute)
  }

  /// The text of a number of this unit.
  func text(_ number: Int) -> String {
    switch self {
    case .year: return Self.padded(number, to: 4)
    case .month: return Self.padded(number.floored(by: 12), to: 4) + "-" + Self.padded(number.remainder(by: 12) + 1)
    case .day:
      let (year, month, day) = Self.date(number)
      return "\(Self.padded(year, to: 4))-\(Self.padded(month))-\(Self.padded(day))"
    case .hour: return TimeUnit.minute.text(number * 60)
    case .minute:
      let minute = number.remainder(by: 1440)
      let time = "\(Self.padded(minute / 60)):\(Self.padded(minute % 60))"
      return TimeUnit.day.text(number.floored(by: 1440)) + " " + time
    }
  }

  /// The number of a coarser unit that a number of this one lies in.
  func converted(_ number: Int, to unit: TimeUnit) -> Int {
    if self >= unit { return number }
    switch self {
    case .minute: return TimeUnit.hour.converted(number.floored(by: 60), to: unit)
    case .hour: return TimeUnit.day.converted(number.floored(by: 24), to: unit)
    case .day:
      let (year, month, _) = Self.date(number)
      return TimeUnit.month.converted(year * 12 + month - 1, to: unit)
    case .month, .year: return number.floored(by: 12)
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1) - 0x30 } }

  private static func padded(_ number: Int, to count: Int = 2) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.count)) + text
  }

  /// The days from the first of March of the year 0 to a date of the Gregorian calendar.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month > 2 ? year : year - 1
    let months = (month + 9) % 12
    return year * 365 + year.floored(by: 4) - year.floored(by: 100) + year.floored(by: 400) + (months * 153 + 2) / 5
      + day - 1
  }

  private static func date(_ number: Int) -> (year: Int, month: Int, day: Int) {
    // A first guess by the mean year is at most one off.
    var year = (number * 400).floored(by: 146_097)
    while days(year, 3, 1) > number { year -= 1 }
    while days(year + 1, 3, 1) <= number { year += 1 }
    let rest = number - days(year, 3, 1)
    let months = (rest * 5 + 2) / 153
    return (months < 10 ? year : year + 1, (months + 2) % 12 + 1, rest - (months * 153 + 2) / 5 + 1)
  }
}

extension Int {
  /// Divided, and rounded down.
  fileprivate func floored(by divisor: Int) -> Int { (self - remainder(by: divisor)) / divisor }

  /// What a division that rounds down leaves.
  fileprivate func remainder(by divisor: Int) -> Int {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
