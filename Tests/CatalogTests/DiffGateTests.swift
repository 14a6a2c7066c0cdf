import Catalogs
import Testing

@Suite struct DiffGateTests {
  /// One file of three went from a to d, one is gone; nobody has the status x.
  private static func summary() throws -> ComparisonSummary {
    let catalog = try DiffCatalog(
      old: [SampleRecord("f1") { $0.status = "a" }, SampleRecord("f2"), SampleRecord("f3")],
      new: [SampleRecord("f1") { $0.status = "d" }, SampleRecord("f3") { $0.updateDate = nil }])
    return try catalog.catalog.diff(old: "old", new: "new")
  }

  @Test func holds() throws {
    let summary = try Self.summary()
    for (text, expected) in Self.readable {
      #expect(try ComparisonGate(text).matches(summary) == expected, "\(text)")
    }
  }

  /// Conditions, and whether they hold.
  static let readable: [(String, Bool)] = [
    ("a->d > 0", true), ("a→d>=1", true), ("a -> d == 2", false), ("d->a > 0", false), ("removed > 10", false),
    ("removed=1", true), ("added < 1", true), ("status != 0", true), ("changed <= 1", true), ("key > 0", false),
    ("author > 0", false), ("labels-renamed >= 0", true), ("fetch > 1_000", false),
    // Every comparison, with and without spaces
    ("a->d<>41", true), ("a->d <> 41", true), ("a->d<> 1", false), ("a->d <>1", false), ("a->d<1", false),
    ("a->d<2", true), ("a->d<=1", true), ("a->d>1", false), ("a->d>=1", true), ("a->d=1", true), ("a->d==1", true),
    ("a->d!=1", false), ("a->d!=0", true), ("removed<>1", false), ("removed <> 2", true), ("removed\t<>\n2", true),
    ("  removed  >  0  ", true), ("a→d<>0", true), ("a → d <> 1", false),
    // Numbers
    ("removed < 1,000", true), ("removed < 1_000_000", true), ("removed = 01", true),
    ("removed < 9223372036854775807", true),
    // Statuses that nobody has are 0 files.
    ("a->x > 0", false), ("a->x = 0", true), ("waiting->done <> 0", false), ("é->ü = 0", true), ("a-b->c = 0", true),
    // Names with and without their plural
    ("label = 0", true), ("labels = 0", true), ("people-renamed = 0", true), ("noise = 1", true), ("touched = 1", true),
    ("drop = 1", true),
  ]

  static let unreadable: [(String, ComparisonGateError)] = [
    ("removed", ComparisonGateError.noNumber("removed")), ("", .noNumber("")), ("removed >", .noNumber("removed >")),
    ("a->d", .noNumber("a->d")), ("removed 3", .noComparison("removed 3")), ("a->d 3", .noComparison("a->d 3")),
    ("3", .noComparison("3")),
    (" > 3", .unknownMetric("", known: [])), ("stars > 3", .unknownMetric("stars", known: [])),
    ("labels renamed > 3", .unknownMetric("labels renamed", known: [])), ("a>d > 0", .unknownMetric("a", known: [])),
    ("Removed > 3", .unknownMetric("Removed", known: [])), ("-d > 3", .unknownMetric("-d", known: [])),
    ("removed => 3", .unknownComparison("=>", condition: "removed => 3")),
    ("removed =< 3", .unknownComparison("=<", condition: "removed =< 3")),
    ("removed >< 3", .unknownComparison("><", condition: "removed >< 3")),
    ("removed === 3", .unknownComparison("===", condition: "removed === 3")),
    ("removed ! 3", .unknownComparison("!", condition: "removed ! 3")),
    ("removed >> 3", .unknownComparison(">>", condition: "removed >> 3")),
    ("removed ≥ 3", .unknownComparison("≥", condition: "removed ≥ 3")),
    ("removed ≠ 3", .unknownComparison("≠", condition: "removed ≠ 3")),
    ("removed > -1", .badNumber("-1", condition: "removed > -1")),
    ("removed>-1", .badNumber("-1", condition: "removed>-1")),
    ("removed > +1", .badNumber("+1", condition: "removed > +1")),
    ("removed > 1.5", .badNumber("1.5", condition: "removed > 1.5")),
    ("removed > 1,5", .badNumber("1,5", condition: "removed > 1,5")),
    ("removed > 1,000,00", .badNumber("1,000,00", condition: "removed > 1,000,00")),
    ("removed > 1_", .badNumber("1_", condition: "removed > 1_")),
    ("removed > ,", .badNumber(",", condition: "removed > ,")),
    ("removed > 1e3", .badNumber("1e3", condition: "removed > 1e3")),
    ("removed > 0x10", .badNumber("0x10", condition: "removed > 0x10")),
    ("removed > ten", .badNumber("ten", condition: "removed > ten")),
    ("removed > 10%", .badNumber("10%", condition: "removed > 10%")),
    ("removed > ٣", .badNumber("٣", condition: "removed > ٣")),
    ("removed > 9223372036854775808", .badNumber("9223372036854775808", condition: "removed > 9223372036854775808")),
    ("removed > 3 files", .trailingText("files", condition: "removed > 3 files")),
    ("removed > 1 000", .trailingText("000", condition: "removed > 1 000")),
    ("removed > 3 > 2", .trailingText("> 2", condition: "removed > 3 > 2")),
    ("removed > 3;", .badNumber("3;", condition: "removed > 3;")),
    ("a-> > 3", .badTransition("a-> > 3")), ("->d > 3", .badTransition("->d > 3")),
    ("-> > 3", .badTransition("-> > 3")),
    ("a->=1", .badTransition("a->=1")), ("a->b->c > 3", .badTransition("a->b->c > 3")),
    ("a->d e > 3", .badTransition("a->d e > 3")), ("status a->d > 3", .badTransition("status a->d > 3")),
  ]

  @Test(arguments: unreadable) func refuses(_ text: String, expected: ComparisonGateError) {
    do {
      _ = try ComparisonGate(text)
      Issue.record("a condition that can't be read was taken")
    } catch ComparisonGateError.unknownMetric(let name, let known) {
      #expect(expected == .unknownMetric(name, known: []))
      #expect(known.contains("labels-renamed"))
    } catch {
      #expect(error == expected)
    }
  }
}
