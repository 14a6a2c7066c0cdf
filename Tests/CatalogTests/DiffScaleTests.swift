import Catalogs
import Testing

/// Inputs on which a step that compares each with each would not end in time.
@Suite struct DiffScaleTests {
  static let count = 20_000

  /// Which file each of many links to.
  enum Shape: String, CaseIterable, Sendable {
    case none, ring, otherRing, chain, star, starOnASelfLink, many

    func link(_ number: Int, of order: [Int]) -> Int? {
      let count = order.count
      return switch self {
      case .none: nil
      case .ring: order[(number + 1) % count]
      case .otherRing: order[(number + count - 1) % count]
      case .chain: number + 1 < count ? order[number + 1] : nil
      case .star: number == 0 ? nil : order[0]
      case .starOnASelfLink: order[0]
      case .many: number % 10 == 0 ? nil : order[number - number % 10]
      }
    }

    func records(_ change: (inout SampleRecord, Int) -> Void = { _, _ in }) -> [SampleRecord] {
      var random = SeededGenerator(seed: 1)
      let order = (0..<DiffScaleTests.count).shuffled(using: &random)
      return order.indices.map { number in
        SampleRecord(Self.id(order[number])) {
          $0.rebound = link(number, of: order).map(Self.id)
          change(&$0, number)
        }
      }
    }

    private static func id(_ number: Int) -> String { "f\(number + 100_000)" }
  }

  @Test(
    .timeLimit(.minutes(2)),
    arguments: [
      (Shape.none, Shape.ring, 0), (.chain, .ring, 1), (.ring, .otherRing, 0), (.star, .chain, 1),
      (.none, .starOnASelfLink, 0), (.many, .star, 1999),
    ]) func clusters(_ old: Shape, _ new: Shape, _ expected: Int) throws
  {
    let summary = try DiffCatalog(old: old.records(), new: new.records()).catalog.diff(old: "old", new: "new")
    #expect(summary.clusters.count == expected)
    #expect(summary.files.changed > 0 && summary.files.addsUp)
  }

  /// One stored object with as many keys as files.
  @Test(.timeLimit(.minutes(1))) func oneOriginalInManyBuckets() throws {
    let old = Shape.starOnASelfLink.records { $0.reboundProject = 10 + $1 }
    let new = Shape.starOnASelfLink.records { $0.reboundProject = 10 + Self.count + $1 }
    let summary = try DiffCatalog(old: old, new: new).catalog.diff(old: "old", new: "new")
    #expect(summary.keys.changed == Self.count)
    #expect(summary.keys.fetch == Self.count && summary.keys.drop == Self.count)
  }

  @Test(.timeLimit(.minutes(1)), arguments: [("one uid", "u", "u"), ("all uids churned", "old", "new")])
  func groups(_ name: String, _ old: String, _ new: String) throws {
    func file(_ uid: String, _ label: Int) -> SampleRecord {
      SampleRecord("f") {
        $0.groups = (0..<Self.count).map { .init(uid: old == new ? uid : "\(uid)\($0)", labels: [label]) }
      }
    }
    let summary = try DiffCatalog(old: [file(old, 1)], new: [file(new, old == new ? 2 : 1)])
      .catalog.diff(old: "old", new: "new")
    #expect(summary.files.changed == (old == new ? 1 : 0))
    #expect(summary.noise.groupUIDs == (old == new ? 0 : Self.count))
  }

  /// An export that was paged while a label changed again and again.
  @Test(.timeLimit(.minutes(1))) func manyDefinitionsOfOneLabel() throws {
    let catalog = try DiffCatalog()
    func export(_ prefix: String) -> String {
      let records = (0..<5000).map { number in
        SampleRecord("f\(number)") { $0.groups = [.init(uid: "u", labels: [1])] }
          .json(labels: [1: SampleLabel(name: "\(prefix)\(number)")])
      }
      return "[" + records.joined(separator: ",") + "]"
    }
    try catalog.add("old", json: export("a"))
    try catalog.add("new", json: export("b"))
    let summary = try catalog.catalog.diff(old: "old", new: "new")
    #expect(summary.labels.count == 5000 && summary.labels.allSatisfy { $0.files == 5000 })
    #expect(summary.count(.labelsRenamed) == 1)
  }

  @Test(.timeLimit(.minutes(1))) func manyStatuses() throws {
    let old = (0..<Self.count).map { number in SampleRecord("f\(number)") { $0.status = "s\(number)" } }
    let new = old.map { record in record.with { $0.status += "'" } }
    let summary = try DiffCatalog(old: old, new: new).catalog.diff(old: "old", new: "new")
    #expect(summary.transitions.count == Self.count)
  }
}
