import Foundation
import SQLite
import Testing

@testable import Catalogs

/// What single edits are reported as.
@Suite struct DiffTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var change: @Sendable (inout SampleRecord) -> Void
    var expected: [String]

    init(_ name: String, _ change: @escaping @Sendable (inout SampleRecord) -> Void, _ expected: [String]) {
      testDescription = name
      self.change = change
      self.expected = expected
    }
  }

  static let base = SampleRecord("f1") {
    $0.groups = [.init(uid: "u1", labels: [1, 2]), .init(uid: "u2", labels: [3]), .init(uid: "u3", labels: [])]
    $0.status = "a"
  }

  static let cases: [Case] = [
    Case("nothing", { _ in }, []),
    Case("status", { $0.status = "d" }, ["f1 status a>d"]),
    Case("null validator becomes empty", { $0.validator = "" }, ["f1 validator NULL> noise"]),
    Case(
      "validator beside a status is a change",
      {
        $0.status = "d"
        $0.validator = "vic"
      }, ["f1 status a>d", "f1 validator NULL>vic"]),
    Case("date alone", { $0.updateDate = nil }, ["f1 update_date 2025-01-03 03:04>NULL noise"]),
    Case("count of duplicates alone", { $0.related = 3 }, ["f1 related_duplicates 0>3 noise"]),
    Case("file name", { $0.fileName = "" }, ["f1 file_name cat.jpg>"]),
    Case("file type", { $0.fileType = "" }, ["f1 file_type image>"]),
    Case("upload date", { $0.uploadDate = "2025-01-02 03:05" }, ["f1 upload_date 2025-01-02 03:04>2025-01-02 03:05"]),
    Case("groups in another order", { $0.groups.reverse() }, []),
    Case("labels in another order", { $0.groups[0].labels.reverse() }, []),
    Case("label put on", { $0.groups[0].labels.append(9) }, ["f1 label_added NULL>label 9 @u1 #9"]),
    Case("label taken off", { $0.groups[1].labels = [] }, ["f1 label_removed label 3>NULL @u2 #3"]),
    Case("label repeated", { $0.groups[0].labels = [1, 2, 2] }, ["f1 label_added NULL>label 2 @u1 #2"]),
    Case("group under another uid", { $0.groups[0].uid = "u9" }, ["f1 group_uid u1>u9 @u9 noise"]),
    Case(
      "group added", { $0.groups.append(.init(uid: "u4", labels: [5])) },
      ["f1 group_added NULL>[5] @u4", "f1 label_added NULL>label 5 @u4 #5"]),
    Case("empty group removed", { $0.groups.removeLast() }, ["f1 group_removed []>NULL @u3"]),
    Case(
      "an equal group twice is one group more", { $0.groups.append($0.groups[1]) },
      ["f1 group_added NULL>[3] @u2", "f1 label_added NULL>label 3 @u2 #3"]),
    Case(
      "swapped uids are two changed groups",
      {
        $0.groups[0].uid = "u2"
        $0.groups[1].uid = "u1"
      },
      [
        "f1 label_added NULL>label 1 @u2 #1", "f1 label_added NULL>label 2 @u2 #2",
        "f1 label_added NULL>label 3 @u1 #3", "f1 label_removed label 1>NULL @u1 #1",
        "f1 label_removed label 2>NULL @u1 #2", "f1 label_removed label 3>NULL @u2 #3",
      ]),
    Case(
      "duplicate", { $0.rebound = "f2" },
      ["f1 duplicate NULL>f2", "f1 key project_7/f1>project_7/f2"]),
    Case("an empty link is none", { $0.rebound = "" }, []),
    Case(
      "moved bucket", { $0.reboundProject = 3 },
      ["f1 key project_7/f1>project_3/f1", "f1 transfer NULL>3"]),
    Case("the own bucket said aloud", { $0.reboundProject = 7 }, []),
    Case("bucket 0", { $0.reboundProject = 0 }, []),
    Case("unknown field", { $0.extra = ["\"stars\":5"] }, ["f1 extra NULL>{\"stars\":5}"]),
  ]

  @Test(arguments: cases) func oneEdit(_ edit: Case) throws {
    let other = SampleRecord("f2")
    let old = [Self.base, other]
    #expect(try DiffCatalog(old: old, new: [other, Self.base.with(edit.change)]).file("f1") == edit.expected)
  }

  @Test func addedAndRemoved() throws {
    let catalog = try DiffCatalog(
      old: [SampleRecord("f1"), SampleRecord("f2")],
      new: [SampleRecord("f1"), SampleRecord("f3") { $0.status = "a" }, SampleRecord("f4")])
    #expect(try catalog.changes() == ["f2 removed v>NULL", "f3 added NULL>a", "f4 added NULL>v"])
    let summary = try catalog.catalog.diff(old: "old", new: "new")
    #expect(summary.files.old + summary.files.added - summary.files.removed == summary.files.new)
    #expect(summary.files.addsUp)
    #expect(summary.summary == "old (2025-01-03) → new (2025-01-03): 2 → 3 files: +2 −1 ~0")
    #expect(summary.keys.fetch == 2 && summary.keys.drop == 1)
  }

  @Test func absenceSaysNothingInAPartialExport() throws {
    let group = [SampleRecord.Group(uid: "u", labels: [4])]
    let catalog = try DiffCatalog(
      old: [SampleRecord("f1"), SampleRecord("f2") { $0.groups = group }],
      new: [SampleRecord("f1") { $0.status = "a" }, SampleRecord("f3")])
    #expect(
      try catalog.changes(ComparisonOptions(isPartial: true)) == ["f1 status v>a", "f3 added NULL>v"])
    let summary = try catalog.catalog.diff(old: "old", new: "new", options: ComparisonOptions(isPartial: true))
    #expect(summary.files.absent == 1 && summary.files.addsUp && summary.keys.drop == 0)
    #expect(summary.summary == "old (2025-01-03) → new (2025-01-03): 2 → 2 files (partial): +1 ~1 (status 1)")
  }

  @Test func spellingOfNumbersAndKeysIsNoChange() throws {
    let catalog = try DiffCatalog()
    let record = SampleRecord("f1") { $0.groups = [.init(uid: "u", labels: [1, 2, 3, 4, 5, 6])] }
    func labels(_ payloads: [String]) -> [Int: SampleLabel] {
      Dictionary(
        uniqueKeysWithValues: payloads.enumerated().map { ($0 + 1, SampleLabel(name: "n", payload: $1)) })
    }
    try catalog.add(
      "old", [record],
      labels: labels(["1.0", "9007199254740993", #"{"b":1,"a":"é"}"#, "1", "null", "\"\""]))
    try catalog.add(
      "new", [record], labels: labels(["1", "9007199254740992", #"{"a":"\u00e9","b":1e0}"#, "\"1\"", "\"\"", "0"]))
    #expect(
      try catalog.changes() == [
        "label 4 label_payload 1>\"1\"", "label 5 label_payload null>\"\"", "label 6 label_payload \"\">0",
      ])
  }

  @Test func aRenamedLabelChangesNoFile() throws {
    let catalog = try DiffCatalog()
    let records = (1...3).map { SampleRecord("f\($0)") { $0.groups = [.init(uid: "u", labels: [1])] } }
    try catalog.add("old", records, labels: [1: SampleLabel(level: 0, name: "car")])
    try catalog.add("new", records, labels: [1: SampleLabel(level: 2, name: "auto")])
    let summary = try catalog.catalog.diff(old: "old", new: "new")
    #expect(summary.files.changed == 0 && summary.files.unchanged == 3)
    #expect(
      summary.labels == [
        .init(id: 1, change: .labelRenamed, old: "car", new: "auto", files: 3),
        .init(id: 1, change: .labelMoved, old: "0", new: "2", files: 3),
      ])
    #expect(
      summary.summary
        == "old (2025-01-03) → new (2025-01-03): 3 → 3 files: +0 −0 ~0; 1 label renamed; 1 label moved to another tree")
  }

  @Test func namesThatPassedOnAreRenames() throws {
    // bob became carl, and ann took the name bob.
    let old = (0..<4).map { number in SampleRecord("f\(number)") { $0.author = number < 2 ? "ann" : "bob" } }
    let new = (0..<4).map { number in SampleRecord("f\(number)") { $0.author = number < 2 ? "bob" : "carl" } }
    let catalog = try DiffCatalog(old: old, new: new)
    #expect(try catalog.changes() == ["- person_renamed ann>bob", "- person_renamed bob>carl"])
    #expect(try catalog.catalog.diff(old: "old", new: "new").files.changed == 0)
  }

  @Test(arguments: [
    ("one file proves nothing", 1, 0), ("a file that kept the name", 3, 1),
  ]) func otherNamesAreChangedAuthors(_ name: String, renamed: Int, kept: Int) throws {
    let old = (0..<renamed + kept).map { SampleRecord("f\($0)") }
    let new = old.enumerated().map { number, record in record.with { $0.author = number < renamed ? "zoe" : "ann" } }
    let expected = (0..<renamed).map { "f\($0) author ann>zoe" }
    #expect(try DiffCatalog(old: old, new: new).changes() == expected)
  }

  @Test func someoneWhoStillUploadsWasNotRenamed() throws {
    let old = [SampleRecord("f1"), SampleRecord("f2")]
    let new = old.map { $0.with { $0.author = "zoe" } } + [SampleRecord("f3")]
    #expect(
      try DiffCatalog(old: old, new: new).changes() == [
        "f1 author ann>zoe", "f2 author ann>zoe", "f3 added NULL>v",
      ])
  }

  @Test func aRenamedValidatorIsFoundOnFilesThatWereNotSaved() throws {
    let old = (0..<3).map { SampleRecord("f\($0)") { $0.validator = "vic" } }
    let new = old.map { $0.with { $0.validator = "victor" } }
    #expect(try DiffCatalog(old: old, new: new).changes() == ["- person_renamed vic>victor"])
  }

  @Test func aClusterWithAnotherOriginalIsReportedAsAWhole() throws {
    // c follows b follows a; then a follows d.
    func record(_ id: String, _ rebound: String?) -> SampleRecord { SampleRecord(id) { $0.rebound = rebound } }
    let catalog = try DiffCatalog(
      old: [record("a", nil), record("b", "a"), record("c", "b"), record("d", nil), record("e", "d")],
      new: [record("a", "d"), record("b", "a"), record("c", "b"), record("d", nil), record("e", "d")])
    #expect(
      try catalog.changes() == ["- cluster a>d", "a duplicate NULL>d", "a key project_7/a>project_7/d"])
    #expect(
      try catalog.compare().summary.clusters
        == [.init(oldOriginal: "a", newOriginal: "d", files: 3)])
    #expect(
      try catalog.catalog.rows("SELECT file_id FROM changed_clusters ORDER BY 1") == [["a"], ["b"], ["c"]])
  }

  @Test func ringsOfLinksEnd() throws {
    func record(_ id: String, _ rebound: String?) -> SampleRecord { SampleRecord(id) { $0.rebound = rebound } }
    let catalog = try DiffCatalog(
      old: [record("a", "b"), record("b", "c"), record("c", nil)],
      new: [record("a", "b"), record("b", "c"), record("c", "a")])
    #expect(
      try catalog.changes() == ["- cluster c>a", "c duplicate NULL>a", "c key project_7/c>project_7/a"])
  }

  @Test func onlyObjectsThatNothingReferredToAreFetched() throws {
    // f2's key changes to f1's object, which OLD had; f3 is new; f4 is gone, f5 still refers to its object.
    let catalog = try DiffCatalog(
      old: [SampleRecord("f1"), SampleRecord("f2"), SampleRecord("f4"), SampleRecord("f5") { $0.rebound = "f4" }],
      new: [
        SampleRecord("f1"), SampleRecord("f2") { $0.rebound = "f1" }, SampleRecord("f3"),
        SampleRecord("f5") { $0.rebound = "f4" },
      ])
    let comparison = try catalog.compare()
    var fetch: [String] = []
    var drop: [String] = []
    try comparison.changedObjects(dropped: false) { fetch.append($0) }
    try comparison.changedObjects(dropped: true) { drop.append($0) }
    #expect(fetch == ["project_7/f3"] && drop == ["project_7/f2"])
  }

  @Test func exportsOfTwoProjectsSayHowKeysMoved() throws {
    let catalog = try DiffCatalog()
    try catalog.add("old", [SampleRecord("f1"), SampleRecord("f2")], project: 3)
    try catalog.add("new", [SampleRecord("f1") { $0.reboundProject = 3 }, SampleRecord("f2")], project: 7)
    let summary = try catalog.catalog.diff(old: "old", new: "new")
    #expect(summary.projectsDiffer)
    // The bytes of f1 are where they were: its key is the same.
    #expect(try catalog.changes() == ["f2 key project_3/f2>project_7/f2"])
  }

  @Test func keysThatAreEqualAreNoChangeWhateverTheProjects() throws {
    let catalog = try DiffCatalog()
    let moved = SampleRecord("f1") { $0.reboundProject = 9 }
    try catalog.add("old", [moved, SampleRecord("f2") { $0.reboundProject = 9 }], project: 7)
    try catalog.add("new", [moved, SampleRecord("f2")], project: 9)
    #expect(try catalog.changes() == [])
  }

  @Test func exportsOfTwoCatalogs() throws {
    let here = try DiffCatalog()
    let there = try DiffCatalog()
    try here.add("new", [SampleRecord("f1") { $0.status = "a" }])
    try there.add("o:l'd", [SampleRecord("f1")])
    let catalog = try Catalog(path: here.path)
    let summary = try catalog.diff(old: "\(there.path):o:l'd", new: "new")
    #expect(summary.old.name == "o:l'd" && summary.old.catalog == there.path && summary.files.changed == 1)
    // Again on the same connection, the other way round.
    #expect(try catalog.diff(old: "new", new: "\(there.path):latest").files.changed == 1)
  }

  @Test func namesThatAreNotThere() throws {
    let catalog = try DiffCatalog(old: [], new: [])
    #expect(throws: CatalogError.noExport(name: "nope", known: ["new", "old"])) {
      try catalog.catalog.diff(old: "nope", new: "new")
    }
    #expect(
      try catalog.catalog.diff(old: "previous", new: "latest").summary
        == "old (no date) → new (no date): 0 → 0 files: no changes; warning: the old export, old, is empty (0 records), "
        + "the new export, new, is empty (0 records)")
  }

  @Test func theSummaryTellsTheSameInThreeWays() throws {
    let catalog = try DiffCatalog(
      old: [Self.base, SampleRecord("f2"), SampleRecord("f3")],
      new: [Self.base.with { $0.status = "d" }, SampleRecord("f2") { $0.rebound = "f1" }, SampleRecord("f4")])
    let summary = try catalog.compare().summary
    let decoded = try JSONDecoder().decode(ComparisonSummary.self, from: JSONEncoder().encode(summary))
    #expect(decoded == summary)
    for count in decoded.counts where count.topic != .noise {
      let kinds = count.topic.kinds.map { "'\($0.rawValue)'" }.joined(separator: ",")
      let rows = try catalog.catalog.rows(
        "SELECT count(DISTINCT file_id), count(*) FROM changes WHERE NOT noise AND kind IN (\(kinds))")
      #expect(rows == [[.integer(Int64(count.count)), .integer(Int64(count.changes))]])
    }
    #expect(
      try catalog.catalog.rows("SELECT DISTINCT old, new FROM changes") == [["old", "new"]])
  }
}

extension DiffCatalog {
  /// The changes of one file.
  func file(_ id: String) throws -> [String] { try changes().filter { $0.hasPrefix(id + " ") } }
}
