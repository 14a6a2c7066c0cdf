import Catalogs
import SQLite
import Testing

/// The line that sums up names both exports, their dates, and what is odd about them.
@Suite struct DiffLineTests {
  static func record(_ id: String, uploaded: String, updated: String?) -> SampleRecord {
    SampleRecord(id) {
      $0.uploadDate = uploaded
      $0.updateDate = updated
    }
  }

  static let spring = [
    record("f1", uploaded: "2025-03-31 10:00", updated: nil), record("f2", uploaded: "2025-01-01 10:00", updated: nil),
  ]
  static let summer = [
    record("f1", uploaded: "2025-03-31 10:00", updated: "2025-06-30 08:00"),
    record("f2", uploaded: "2025-01-01 10:00", updated: nil),
  ]

  static let cases: [(String, [SampleRecord], [SampleRecord], String, [ComparisonWarning])] = [
    (
      "an update is newer than an upload", spring, summer,
      "old (2025-03-31) → new (2025-06-30): 2 → 2 files: no changes but noise (1 file)", []
    ),
    (
      "the wrong way round", summer, spring,
      "old (2025-06-30) → new (2025-03-31): 2 → 2 files: no changes but noise (1 file); "
        + "warning: the old export, old, is the newer one", [.oldIsNewer]
    ),
    (
      "an empty new one", spring, [],
      "old (2025-03-31) → new (no date): 2 → 0 files: +0 −2 ~0; "
        + "warning: the new export, new, is empty (0 records)", [.newIsEmpty]
    ),
    (
      "an empty old one", [], summer,
      "old (no date) → new (2025-06-30): 0 → 2 files: +2 −0 ~0; "
        + "warning: the old export, old, is empty (0 records)", [.oldIsEmpty]
    ),
    (
      "by the minute", spring, [record("f1", uploaded: "2025-03-31 09:59", updated: nil), spring[1]],
      "old (2025-03-31) → new (2025-03-31): 2 → 2 files: +0 −0 ~1 (upload date 1); "
        + "warning: the old export, old, is the newer one", [.oldIsNewer]
    ),
  ]

  @Test(arguments: cases.indices) func line(_ index: Int) throws {
    let (name, old, new, line, warnings) = Self.cases[index]
    let summary = try DiffCatalog(old: old, new: new).catalog.diff(old: "old", new: "new")
    #expect(summary.summary == line, "\(name)")
    #expect(summary.warnings == warnings, "\(name)")
  }

  @Test func anExportAgainstItself() throws {
    let catalog = try DiffCatalog(old: Self.spring, new: Self.summer)
    let summary = try catalog.catalog.diff(old: "new", new: "latest")
    #expect(summary.warnings == [.sameExport])
    #expect(summary.summary.hasSuffix("2 → 2 files: no changes; warning: both are the same export"))
  }

  @Test func anExportOfAnotherCatalogIsNamedWithIt() throws {
    let here = try DiffCatalog(old: Self.spring, new: Self.summer)
    let there = try DiffCatalog(old: Self.spring, new: Self.summer)
    let summary = try here.catalog.diff(old: "\(there.path):old", new: "new")
    #expect(summary.summary.hasPrefix("\(there.path):old (2025-03-31) → new (2025-06-30): "))
    #expect(summary.old.newestDate == "2025-03-31 10:00" && summary.new.newestDate == "2025-06-30 08:00")
  }

  /// What other tools can write into a catalog is an error that says where, or is compared as it is.
  @Test(arguments: [
    ("UPDATE exports SET project_id = 'seven' WHERE name = 'old'", "exports", "project_id"),
    ("UPDATE exports SET project_id = x'07' WHERE name = 'old'", "exports", "project_id"),
    ("UPDATE attributes SET attribute_id = 'car'", "attributes", "attribute_id"),
  ]) func valuesOfOtherKinds(_ sql: String, _ table: String, _ column: String) throws {
    let catalog = try DiffCatalog()
    let records = [SampleRecord("f1") { $0.groups = [.init(uid: "u", labels: [1])] }]
    try catalog.add("old", records)
    try catalog.add("new", records, labels: [1: SampleLabel(name: "other")])
    _ = try catalog.catalog.rows(sql)
    let error = #expect(throws: CatalogError.self) { try catalog.catalog.diff(old: "old", new: "new") }
    guard case .badValue(let fault)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(fault.table == table && fault.column == column)
  }

  @Test(arguments: [
    "UPDATE files SET digest = 'x', status = 7", "UPDATE files SET related_duplicates = 'many'",
    "UPDATE files SET update_date = 1e300, upload_date = x'00'", "UPDATE transfers SET storage_project_id = 'x'",
    "PRAGMA foreign_keys = OFF; UPDATE attribute_groups SET group_no = -1",
    "UPDATE attributes SET level_order = 'x', payload = 1.5, name = x'ff'",
    "UPDATE files SET author_name = x'ff', validator_name = 9e999", "UPDATE duplicates SET original_id = 5",
  ]) func valuesThatDoNotMatterDoNotTrap(_ sql: String) throws {
    let catalog = try DiffCatalog()
    let records = [
      SampleRecord("f1") {
        $0.groups = [.init(uid: "u", labels: [1])]
        $0.rebound = "f2"
        $0.reboundProject = 3
      }
    ]
    try catalog.add("old", records)
    try catalog.catalog.withConnection { connection in
      try connection.forEachStatement(in: sql) { statement in try statement.forEachRow { _ in } }
    }
    try catalog.add("new", records)
    let summary = try catalog.catalog.diff(old: "old", new: "new")
    #expect(summary.files.addsUp)
  }
}
