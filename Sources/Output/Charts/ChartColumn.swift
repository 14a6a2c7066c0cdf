import SQLText

/// A value, as far as a chart sees it.
enum ChartPoint {
  case integer(Int64)
  case real(Double)
  case text(String)
  case nothing

  /// The number that it is.
  var amount: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    case .text, .nothing: nil
    }
  }

  /// It as a label.
  var label: String {
    switch self {
    case .integer(let number): String(number)
    case .real(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : RealText.text(number)
    case .text(let text): text.isEmpty ? "''" : text
    case .nothing: "NULL"
    }
  }
}

/// A column of a result, and what its name and its values say of it.
struct ChartColumn {
  enum Kind: Equatable {
    /// NULL alone.
    case empty
    case numbers
    case texts
    case times(TimeUnit)
  }

  let name: String
  let points: [ChartPoint]
  let kind: Kind

  init(name: String, points: [ChartPoint]) {
    self.name = name
    self.points = points
    kind = Self.kind(of: points, named: Self.words(of: name))
  }

  var isTime: Bool { if case .times = kind { true } else { false } }
  var isNumeric: Bool { kind == .numbers }

  /// The first value that is no number.
  var firstText: String? {
    for case .text(let text) in points { return text }
    return nil
  }

  /// The parts of a name: `days_waiting` is days, waiting.
  private static func words(of name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "%" }.map(String.init)
  }

  private static func kind(of points: [ChartPoint], named words: [String]) -> Kind {
    var hasNumber = false
    var hasText = false
    var unit: TimeUnit?
    var isTime = true
    for point in points {
      switch point {
      case .nothing: continue
      case .integer(let number):
        hasNumber = true
        isTime = isTime && words.contains("year") && (1000...9999).contains(number) && unit ?? .year == .year
        unit = .year
      case .real:
        hasNumber = true
        isTime = false
      case .text(let text):
        hasText = true
        guard isTime, let read = TimeUnit.read(text), read.unit == unit ?? read.unit else {
          isTime = false
          continue
        }
        unit = read.unit
      }
    }
    guard hasNumber || hasText else { return .empty }
    if isTime, let unit { return .times(unit) }
    return hasText ? .texts : .numbers
  }

  // MARK: What an amount is not

  private static let idWords: Set = [
    "id", "key", "no", "nr", "number", "rank", "position", "order", "depth", "level", "index", "row", "rowid", "digest",
    "hash", "crc32", "version", "code", "uid", "uuid",
  ]
  private static let shareWords: Set = [
    "percent", "percentage", "pct", "%", "share", "shares", "rate", "ratio", "fraction", "progress", "average", "avg",
    "mean", "median", "points", "per", "min", "max", "first", "last",
  ]
  private static let runningWords: Set = ["running", "cumulative", "cumulated", "cum"]

  /// Whether it names or numbers things, and counts nothing: by its name; or numbers too large to be amounts; or flags.
  var isID: Bool {
    let words = Self.words(of: name)
    if let last = words.last, Self.idWords.contains(last) { return true }
    switch kind {
    case .numbers:
      if let first = words.first, ["in", "is", "has"].contains(first) {
        return points.allSatisfy { $0.amount.map { $0 == 0 || $0 == 1 } ?? true }
      }
      return points.contains { if case .integer(let number) = $0 { number.magnitude > 1 << 53 } else { false } }
    case .texts: return points.allSatisfy { if case .text(let text) = $0 { Self.isHexadecimal(text) } else { true } }
    case .empty, .times: return false
    }
  }

  private static func isHexadecimal(_ text: String) -> Bool {
    text.utf8.count >= 16
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0) || (0x41...0x46).contains($0)
          || $0 == UInt8(ascii: "-")
      }
  }

  /// Whether its values are no amounts that could be added up: percentages, averages.
  var isShare: Bool { Self.words(of: name).contains { Self.shareWords.contains($0) } }

  /// Whether its values go up by one from row to row.
  var isNumbering: Bool {
    guard points.count >= 3, isNumeric else { return false }
    return zip(points, points.dropFirst()).allSatisfy { one, next in
      guard case .integer(let number) = one, case .integer(let following) = next else { return false }
      return number < .max && following == number + 1
    }
  }

  /// Whether it adds up, row by row, what another column has.
  func isRunningTotal(of others: [ChartColumn]) -> Bool {
    let words = Self.words(of: name)
    if words.contains(where: { Self.runningWords.contains($0) }) || words.suffix(2) == ["so", "far"] { return true }
    guard points.count >= 3 else { return false }
    return others.contains { other in
      var sum = 0.0
      return other.points.contains { $0.amount ?? 0 != 0 }
        && zip(points, other.points).allSatisfy { total, part in
          sum += part.amount ?? 0
          return total.amount.map { Self.isAlmost($0, sum) } ?? false
        }
        && !zip(points, other.points).allSatisfy { $0.amount == $1.amount }
    }
  }

  /// Whether each value is the sum of the others' in its row.
  func isSum(of parts: [ChartColumn]) -> Bool {
    points.indices.allSatisfy { row in
      points[row].amount.map { Self.isAlmost($0, parts.reduce(0) { $0 + ($1.points[row].amount ?? 0) }) } ?? false
    }
  }

  private static func isAlmost(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1e-300)
  }
}
