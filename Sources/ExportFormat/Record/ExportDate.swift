/// The dates of an export: `YYYY-MM-DD HH:MM`, UTC.
enum ExportDate {
  /// The digits of the date, `YYYYMMDDHHMM`, as a number; nil where the text is no such date.
  @inline(__always)
  static func minute(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text.count == 16, let bytes = text.baseAddress,
      bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x20, bytes[13] == 0x3A
    else { return nil }
    var isGood = true
    func number(_ offset: Int) -> Int {
      let tens = Int(bytes[offset]) &- 0x30
      let ones = Int(bytes[offset + 1]) &- 0x30
      if tens < 0 || tens > 9 || ones < 0 || ones > 9 { isGood = false }
      return tens &* 10 &+ ones
    }
    let year = number(0) &* 100 &+ number(2)
    let month = number(5)
    let day = number(8)
    let (hour, minute) = (number(11), number(14))
    guard hour < 24, minute < 60, isGood, month >= 1, month <= 12, day >= 1 else { return nil }
    guard day <= 28 || day <= length(ofMonth: month, year: year) else { return nil }
    return (((year &* 100 &+ month) &* 100 &+ day) &* 100 &+ hour) &* 100 &+ minute
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// `202506101530` as `2025-06-10 15:30`.
  static func text(minute: Int) -> String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let day = minute / 10000
    let date = padded(day / 10000, 4) + "-" + padded(day / 100 % 100, 2) + "-" + padded(day % 100, 2)
    return date + " " + padded(minute / 100 % 100, 2) + ":" + padded(minute % 100, 2)
  }
}
