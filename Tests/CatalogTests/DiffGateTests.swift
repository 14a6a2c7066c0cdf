import Catalog
import Testing

@Suite struct DiffGateTests {
  @Test(arguments: [
    ("a->d > 0", true), ("a→d>=1", true), ("a -> d == 2", false), ("d->a > 0", false), ("removed > 10", false),
    ("removed=1", true), ("added < 1", true), ("status != 0", true), ("changed <= 1", true), ("key > 0", false),
    ("author > 0", false), ("labels-renamed >= 0", true), ("fetch > 1_000", false),
  ]) func holds(_ text: String, expected: Bool) throws {
    let catalog = try DiffCatalog(
      old: [SampleRecord("f1") { $0.status = "a" }, SampleRecord("f2")],
      new: [SampleRecord("f1") { $0.status = "d" }])
    let summary = try catalog.catalog.diff(old: "old", new: "new")
    #expect(try DiffGate(text).matches(summary) == expected)
  }

  @Test(arguments: [
    ("removed", DiffGateError.noNumber("removed")), ("removed 3", .noComparison("removed 3")),
    (" > 3", .unknownMetric("", known: [])), ("stars > 3", .unknownMetric("stars", known: [])),
  ]) func refuses(_ text: String, expected: DiffGateError) {
    do {
      _ = try DiffGate(text)
      Issue.record("a condition that can't be read was taken")
    } catch DiffGateError.unknownMetric(let name, let known) {
      #expect(expected == .unknownMetric(name, known: []))
      #expect(known.contains("labels-renamed"))
    } catch {
      #expect(error == expected)
    }
  }
}
