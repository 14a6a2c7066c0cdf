import Foundation
import Testing

@testable import Catalogs

/// Noise is one thing in conditions, counts, `--kind` and lists: the rows of `changes` that say so.
@Suite struct DiffNoiseTests {
  /// Ten files: what of each changed, and what that is.
  static func catalog() throws -> DiffCatalog {
    let group = [SampleRecord.Group(uid: "u", labels: [1])]
    let old = (0..<10).map { SampleRecord("f\($0)") { $0.groups = group } }
    func new(_ number: Int, _ change: (inout SampleRecord) -> Void) -> SampleRecord { old[number].with(change) }
    return try DiffCatalog(
      old: old,
      new: [
        old[0],
        new(1) { $0.updateDate = nil }, new(2) { $0.related = 5 }, new(3) { $0.validator = "vic" },
        new(4) { $0.groups[0].uid = "w" },
        new(5) {
          $0.updateDate = nil
          $0.related = 5
          $0.validator = "vic"
        },
        // Noise beside a change
        new(6) {
          $0.status = "a"
          $0.updateDate = nil
        },
        new(7) {
          $0.status = "a"
          $0.validator = "vic"
        },
        new(8) { $0.status = "a" },
        new(9) {
          $0.groups[0].labels = [2]
          $0.related = 5
        },
      ])
  }

  /// Files with noise, and rows of it.
  static let files = 7
  static let rows = 9

  @Test func countsAndConditionsAgree() throws {
    let summary = try Self.catalog().catalog.diff(old: "old", new: "new")
    let noise = try #require(summary.counts.first { $0.topic == .noise })
    #expect((noise.count, noise.changes) == (Self.files, Self.rows))
    #expect(try ComparisonGate("noise = \(Self.files)").matches(summary))
    #expect(
      summary.noise
        == ComparisonSummary.Noise(updateDates: 3, validators: 2, relatedDuplicates: 3, groupUIDs: 1))
    #expect(summary.files.touched == 5 && summary.files.changed == 4 && summary.files.unchanged == 1)
  }

  @Test(arguments: ChangeTopic.allCases) func aTopicListsWhatItCounts(_ topic: ChangeTopic) throws {
    let catalog = try Self.catalog()
    let comparison = try catalog.compare()
    let summary = comparison.summary
    var changes: [Change] = []
    try comparison.forEachChange(ChangeFilter(topics: [topic])) { changes.append($0) }
    let count = summary.counts.first { $0.topic == topic }
    #expect(changes.count == count?.changes ?? 0)
    let files = Set(changes.compactMap(\.fileID))
    #expect(try ComparisonGate("\(topic.rawValue) = \(count?.count ?? 0)").matches(summary))
    if !files.isEmpty { #expect(files.count == count?.count) }
    #expect(changes.allSatisfy { $0.isNoise == (topic == .noise) })
  }

  @Test func listsHaveNoNoiseUnlessAsked() throws {
    let catalog = try Self.catalog()
    let comparison = try catalog.compare()
    func files(_ filter: ChangeFilter) throws -> Set<String> {
      var files: Set<String> = []
      try comparison.forEachChange(filter) { files.insert($0.fileID ?? "") }
      return files
    }
    #expect(try files(ChangeFilter()) == ["f6", "f7", "f8", "f9", ""])
    #expect(try files(ChangeFilter(topics: [.validators])) == ["f7"])
    #expect(
      try files(ChangeFilter(topics: [.validators, .noise])) == ["f1", "f2", "f3", "f4", "f5", "f6", "f7", "f9"])
    #expect(try files(ChangeFilter(kinds: [.validator])) == ["f3", "f5", "f7"])
  }
}
