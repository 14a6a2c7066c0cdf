import Catalogs
import Foundation
import SQLite
import Testing

/// Saved queries about files, people and days, against counts over the records.
@Suite struct FileQueryTests {
  let catalog: SavedQueryCatalog
  init() throws { catalog = try SavedQueryCatalog() }

  @Test(arguments: SavedQueryCatalog.exports)
  func `overview adds up`(export: String) throws {
    let records = try ReferenceRecord.all(of: export)
    let rows = try catalog.run("overview", ["export": .text(export)])
    let found = Dictionary(uniqueKeysWithValues: rows.map { ($0.text("measure") ?? "", $0["value"] ?? .null) })
    let ids = Set(records.map(\.id))
    func count(_ isCounted: (ReferenceRecord) -> Bool) -> QueryValue {
      .integer(Int64(records.filter(isCounted).count))
    }
    #expect(found["export"] == .text(export))
    #expect(found["project"] == 7)
    #expect(found["files"] == count { _ in true })
    #expect(found["images"] == count { $0.fileType == "image" })
    #expect(found["videos"] == count { $0.fileType == "video" })
    #expect(found["of other type"] == count { !["image", "video"].contains($0.fileType) })
    let statuses = [
      ("v", "waiting for validation"), ("a", "accepted"), ("d", "declined"), ("p", "processing"), ("u", "duplicated"),
    ]
    for (status, name) in statuses { #expect(found["\(name) (\(status))"] == count { $0.status == status }) }
    #expect(found["groups"] == .integer(Int64(records.reduce(0) { $0 + $1.attributes.count })))
    #expect(found["files without a group"] == count { $0.attributes.isEmpty })
    #expect(found["label uses"] == .integer(Int64(records.reduce(0) { $0 + $1.uses.values.reduce(0, +) })))
    #expect(found["labels in use"] == .integer(Int64(Set(records.flatMap(\.uses.keys)).count)))
    #expect(found["duplicates"] == count { $0.rebound != nil })
    let outside = Set(records.compactMap(\.rebound)).subtracting(ids)
    #expect(found["originals outside"] == .integer(Int64(outside.count)))
    #expect(found["transfers"] == count { $0.reboundProject != nil })
    #expect(found["authors"] == .integer(Int64(Set(records.map(\.authorName)).count)))
    #expect(found["validators"] == .integer(Int64(Set(records.compactMap(\.validatorName)).count)))
    #expect(found["first upload"] == records.map(\.uploadDate).min().map { .text($0) })
    #expect(found["last update"] == records.compactMap(\.updateDate).max().map { .text($0) })
  }

  @Test func `overview of no export is empty`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import("[]".utf8, as: "empty")
    let rows = try SavedQueryCatalog(scratch.open()).run("overview")
    #expect(rows.first { $0.text("measure") == "files" }?["value"] == 0)
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `files-by-status counts each file once`(export: String) throws {
    let records = try ReferenceRecord.all(of: export)
    let rows = try catalog.lines(
      "files-by-status", ["export": .text(export)], columns: ["status", "file_type", "files"])
    let expected = Dictionary(grouping: records) { "\($0.status) \($0.fileType)" }.map {
      "\($0.key) \($0.value.count)"
    }
    #expect(rows.sorted() == expected.sorted())
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `uploads-per-day counts each file on its day`(export: String) throws {
    let records = try ReferenceRecord.all(of: export)
    let rows = try catalog.run("uploads-per-day", ["export": .text(export)])
    let days = Dictionary(grouping: records) { String($0.uploadDate.prefix(10)) }
    #expect(rows.map { $0.text("day") } == days.keys.sorted())
    for row in rows {
      let files = days[row.text("day") ?? ""] ?? []
      #expect(row.integer("files") == files.count)
      #expect(row.integer("images") == files.filter { $0.fileType == "image" }.count)
      #expect(row.integer("videos") == files.filter { $0.fileType == "video" }.count)
    }
    #expect(rows.last?.integer("files_so_far") == records.count)
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `validator-throughput counts decisions by validator`(export: String) throws {
    let records = try ReferenceRecord.all(of: export).filter { $0.validatorName != nil || "ad".contains($0.status) }
    let rows = try catalog.run("validator-throughput", ["export": .text(export)])
    let people = Dictionary(grouping: records, by: \.validatorName)
    #expect(rows.count == people.count)
    for row in rows {
      let files = people[row.text("validator_name")] ?? []
      #expect(row.integer("accepted") == files.filter { $0.status == "a" }.count)
      #expect(row.integer("declined") == files.filter { $0.status == "d" }.count)
      #expect(row.integer("files") == files.count)
      let decided = files.filter { "ad".contains($0.status) }
      #expect(row.integer("active_days") == Set(decided.compactMap { $0.updateDate?.prefix(10) }).count)
      #expect(row.text("first_save") == decided.compactMap(\.updateDate).min())
    }
  }

  @Test(arguments: SavedQueryCatalog.exports, [1, 40])
  func `decline-rate-by-author is of decided files`(export: String, atLeast: Int) throws {
    let records = try ReferenceRecord.all(of: export).filter { "ad".contains($0.status) }
    let rows = try catalog.run(
      "decline-rate-by-author", ["export": .text(export), "at_least": .integer(Int64(atLeast))])
    let people = Dictionary(grouping: records, by: \.authorName).filter { $0.value.count >= atLeast }
    #expect(rows.count == people.count)
    for row in rows {
      let files = people[row.text("author_name") ?? ""] ?? []
      let declined = files.filter { $0.status == "d" }.count
      #expect(row.integer("declined") == declined)
      #expect(row.integer("decided") == files.count)
      let percent = (1000 * Double(declined) / Double(files.count)).rounded() / 10
      guard case .real(let found)? = row["declined_percent"] else {
        Issue.record("no percentage")
        continue
      }
      #expect(abs(found - percent) < 0.11)
    }
  }

  @Test(arguments: [(0, nil), (7, nil), (30, nil), (1, "2025-03-20"), (1, "2025-03-20 12:00")] as [(Int, String?)])
  func `waiting-for-validation takes the clock from the export`(days: Int, asOf: String?) throws {
    let records = try ReferenceRecord.all(of: "spring")
    let newest = try #require((records.map(\.uploadDate) + records.compactMap(\.updateDate)).max())
    let now = try Self.minutes(asOf ?? newest)
    let expected = try records.filter { try $0.status == "v" && now - Self.minutes($0.uploadDate) > days * 1440 }
    var given: [String: QueryValue] = ["export": "spring", "days": .integer(Int64(days))]
    if let asOf { given["as_of"] = .text(asOf) }
    let rows = try catalog.run("waiting-for-validation", given)
    #expect(!expected.isEmpty)
    #expect(Set(rows.compactMap { $0.text("file_id") }) == Set(expected.map(\.id)))
    #expect(rows.compactMap { $0.text("upload_date") } == expected.map(\.uploadDate).sorted())
    for row in rows {
      let waited = try now - Self.minutes(try #require(row.text("upload_date")))
      #expect(row.integer("days_waiting") == waited / 1440)
    }
  }

  @Test(arguments: SavedQueryCatalog.exports)
  func `unlabelled finds files without groups and with empty ones`(export: String) throws {
    let expected = try ReferenceRecord.all(of: export).filter(\.uses.isEmpty)
    let rows = try catalog.lines("unlabelled", ["export": .text(export)], columns: ["file_id", "empty_groups"])
    #expect(rows == expected.map { "\($0.id) \($0.attributes.count)" })
  }

  /// Minutes since some day, by way of Foundation.
  private static func minutes(_ date: String) throws -> Int {
    let full = date.utf8.count == 10 ? date + " 00:00" : date
    let seconds = try Date(full.replacing(" ", with: "T") + ":00Z", strategy: .iso8601).timeIntervalSince1970
    return Int(seconds) / 60
  }
}
