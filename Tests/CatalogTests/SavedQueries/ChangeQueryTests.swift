import Catalogs
import Foundation
import SQLite
import Testing

/// Saved queries that compare exports.
@Suite struct ChangeQueryTests {
  static let pair: [String: QueryValue] = ["old": "spring", "new": "summer"]
  let catalog: SavedQueryCatalog
  let old: [String: ReferenceRecord]
  let new: [String: ReferenceRecord]

  init() throws {
    catalog = try SavedQueryCatalog()
    old = Dictionary(uniqueKeysWithValues: try ReferenceRecord.all(of: "spring").map { ($0.id, $0) })
    new = Dictionary(uniqueKeysWithValues: try ReferenceRecord.all(of: "summer").map { ($0.id, $0) })
  }

  @Test func `diff-files lists what came, went and changed`() throws {
    let rows = try catalog.lines("diff-files", Self.pair, columns: ["change", "file_id", "old_status", "new_status"])
    var expected: [String] = []
    for (id, record) in new {
      if let before = old[id] {
        if before.content != record.content { expected.append("changed \(id) \(before.status) \(record.status)") }
      } else {
        expected.append("added \(id) NULL \(record.status)")
      }
    }
    for (id, record) in old where new[id] == nil { expected.append("gone \(id) \(record.status) NULL") }
    #expect(rows.sorted() == expected.sorted())
    #expect(try catalog.run("diff-files", ["old": "spring", "new": "spring"]).isEmpty)
  }

  @Test func `diff-status accounts for every file`() throws {
    let rows = try catalog.run("diff-status", Self.pair)
    var expected: [String: Int] = [:]
    for id in Set(old.keys).union(new.keys) {
      expected["\(old[id]?.status ?? "NULL") \(new[id]?.status ?? "NULL")", default: 0] += 1
    }
    let found = rows.map { "\($0["old_status"] ?? 0) \($0["new_status"] ?? 0) \($0.integer("files") ?? 0)" }
    #expect(found.sorted() == expected.map { "\($0.key) \($0.value)" }.sorted())
    for row in rows {
      let steps = "\(row["old_status"] ?? 0) \(row["new_status"] ?? 0)"
      #expect((row.text("note") == "check") == (steps == "a d"))
    }
  }

  @Test func `diff-labels lists labels put on and taken off`() throws {
    let rows = try catalog.lines(
      "diff-labels", Self.pair, columns: ["change", "file_id", "attribute_id", "old_groups", "new_groups"])
    var expected: [String] = []
    for (id, record) in new {
      guard let before = old[id] else { continue }
      for label in Set(before.uses.keys).union(record.uses.keys) {
        let (was, now) = (before.uses[label] ?? 0, record.uses[label] ?? 0)
        if was != now { expected.append("\(was < now ? "put on" : "taken off") \(id) \(label) \(was) \(now)") }
      }
    }
    #expect(expected.count > 100)
    #expect(rows.sorted() == expected.sorted())
  }

  /// Four exports: b is absent in between, c goes; a flips, d moves on.
  private func history() throws -> SavedQueryCatalog {
    let scratch = try ScratchCatalog()
    let exports = [
      [
        TestRecord(id: "a", status: "a", validator: "vic", labels: [1]), TestRecord(id: "b", labels: [1, 2]),
        TestRecord(id: "c", status: "d", validator: "vic"), TestRecord(id: "d", status: "v"),
      ],
      [
        TestRecord(id: "a", status: "d", validator: "wim", labels: [2]), TestRecord(id: "c", status: "v"),
        TestRecord(id: "d", status: "a", validator: "vic"),
      ],
      [
        TestRecord(id: "a", status: "a", validator: "wim", labels: [2]), TestRecord(id: "b", labels: [1]),
        TestRecord(id: "d", status: "a", validator: "vic"),
      ],
    ]
    for (index, records) in exports.enumerated() {
      try scratch.import(TestRecord.export(records).utf8, as: "e\(index + 1)")
    }
    return HistoryCatalogs.keep(scratch, SavedQueryCatalog(try scratch.open()))
  }

  @Test(arguments: [
    ("all", ["a e1 e3 3 0 1", "b e1 e3 2 1 1", "c e1 e2 2 0 0", "d e1 e3 3 0 1"]),
    ("gone", ["c e1 e2 2 0 0"]), ("returned", ["b e1 e3 2 1 1"]),
  ])
  func `first-and-last-seen`(only: String, expected: [String]) throws {
    let columns = ["file_id", "first_seen", "last_seen", "exports", "absent_between", "in_last_export"]
    let rows = try history().lines("first-and-last-seen", ["only": .text(only)], columns: columns)
    #expect(rows.sorted() == expected)
  }

  @Test func `flip-flops come back to a status they had left`() throws {
    let rows = try history().lines("flip-flops", columns: ["file_id", "statuses", "changes"])
    #expect(rows == ["a a > d > a 2"])
    #expect(try history().run("flip-flops", ["changes": 3]).isEmpty)
  }

  @Test func `label-drift gives each label's share of files by export`() throws {
    let rows = try history().lines(
      "label-drift", columns: ["attribute_id", "export", "uses", "files", "percent_of_files", "points_moved"])
    #expect(
      rows == [
        "1 e1 2 2 50.0 NULL", "1 e3 1 1 33.33 -16.67", "2 e1 1 1 25.0 NULL", "2 e2 1 1 33.33 8.33",
        "2 e3 1 1 33.33 0.0",
      ])
    #expect(try history().lines("label-drift", ["label": "label 1"], columns: ["export"]) == ["e1", "e3"])
  }

  @Test func `validator-agreement tells which decisions held`() throws {
    let columns = ["export", "validator_name", "decisions", "held", "reversed", "open_again", "reversed_by_another"]
    let rows = try history().lines("validator-agreement", columns: columns)
    #expect(rows == ["e2 vic 2 0 1 1 1", "e3 wim 1 0 1 0 0", "e3 vic 1 1 0 0 0"])
  }
}

/// Keeps the folders of scratch catalogs until the process ends.
private enum HistoryCatalogs {
  static func keep(_ scratch: ScratchCatalog, _ queries: SavedQueryCatalog) -> SavedQueryCatalog {
    _ = Unmanaged.passRetained(scratch)
    return queries
  }
}
