import Testing

@testable import Output

/// The texts of a time axis.
@Suite struct TimeUnitTests {
  @Test(arguments: [
    ("2025", TimeUnit.year), ("2025-06", .month), ("2025-06-10", .day), ("2024-02-29", .day), ("0001-01-01", .day),
    ("9999-12-31", .day), ("1970-01-01", .day), ("2000-03-01", .day), ("2025-06-10 12:33", .minute),
    ("1999-12-31 23:59", .minute),
  ]) func areReadAndWritten(text: String, unit: TimeUnit) throws {
    let read = try #require(TimeUnit.read(text))
    #expect(read.unit == unit)
    #expect(unit.text(read.number) == text)
  }

  @Test(arguments: [("2025-06-10T12:33:59Z", "2025-06-10 12:33"), ("2025-06-10 12:33:59.5", "2025-06-10 12:33")])
  func secondsAreLeftOut(text: String, shown: String) throws {
    let read = try #require(TimeUnit.read(text))
    #expect(read.unit.text(read.number) == shown)
  }

  @Test(arguments: [
    "", "25", "20250", "2025-6", "2025-13", "2025-00", "2025-06-32", "2025-06-1", "2025-06-10x", "2025-06-10 24:00",
    "2025-06-10 1:00", "2025-", "-2025", "2025-06-", "abcd-06", "0000-01-01", "２０２５-06-10",
  ]) func othersAreNone(text: String) { #expect(TimeUnit.read(text) == nil) }

  @Test func daysFollowEachOther() throws {
    let first = try #require(TimeUnit.read("1996-01-01")).number
    let texts = (0..<5000).map { TimeUnit.day.text(first + $0) }
    #expect(texts[59] == "1996-02-29" && texts[366] == "1997-01-01" && texts[1461] == "2000-01-01")
    #expect(texts.enumerated().allSatisfy { TimeUnit.read($1)?.number == first + $0 })
    #expect(zip(texts, texts.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func unitsLieInCoarserOnes() throws {
    let minute = try #require(TimeUnit.read("2024-12-31 23:59")).number
    let texts = [TimeUnit.hour, .day, .month, .year].map { $0.text(TimeUnit.minute.converted(minute, to: $0)) }
    #expect(texts == ["2024-12-31 23:00", "2024-12-31", "2024-12", "2024"])
  }
}
