import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

@Suite struct `The order of exports` {
  private func export(_ id: String, _ date: String) -> [UInt8] {
    MadeUp.export([MadeUp.record(id, update: "\"\(date)\"")])
  }

  /// May, June and July, in some order of their import, and one without a date.
  static let orders = [
    ["may", "june", "july", "none"], ["july", "june", "may", "none"], ["none", "june", "july", "may"],
    ["june", "none", "may", "july"],
  ]
  private static let dates = ["may": "2025-07-05 10:00", "june": "2025-07-06 09:59", "july": "2025-07-06 10:00"]

  @Test(arguments: orders) func `is that of their content, whenever they were imported`(names: [String]) throws {
    let scratch = try ScratchCatalog()
    for name in names {
      try scratch.import(Self.dates[name].map { export(name, $0) } ?? Array("[]".utf8), as: name)
    }
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    #expect(try catalog.export(named: "latest").name == "july")
    #expect(try catalog.export(named: "previous").name == "june")
    #expect(try catalog.exports().map(\.name) == names)
    #expect(try catalog.exports().map(\.newestDate) == names.map { Self.dates[$0] })
    let diff = try catalog.diff(old: "previous", new: "latest")
    #expect((diff.old.name, diff.new.name) == ("june", "july"))
    let known = try catalog.withConnection { try ExportWord.known(on: $0) }
    #expect(known == ["july", "june", "may", "none"])
    let listing = try catalog.exportListing()
    let words = Dictionary(uniqueKeysWithValues: listing.rows.map { ($0[0].description, $0[9]) })
    #expect(words == ["july": "latest", "june": "previous", "may": nil, "none": nil])
    #expect(try catalog.history(of: "june").rows.map { $0[0] } == ["none", "may", "june", "july"])
    let folder = scratch.folder.appending(path: "dump")
    try catalog.dump("latest", as: .csv, to: folder.path)
    #expect(try String(contentsOf: folder.appending(path: "exports.csv"), encoding: .utf8).contains("july"))
    let query = try #require(try SavedQueries(folder: nil).all.first { $0.name == "files-by-status" })
    try catalog.withConnection { connection throws in
      #expect(try query.values(given: [:], on: connection) == ["export": "july"])
      #expect(try query.values(given: ["export": "previous"], on: connection, chosen: "june") == ["export": "may"])
      let words: [String: QueryValue] = ["old": "previous", "new": "latest", "other": "latest"]
      #expect(
        try words.resolvingExports(on: connection) == ["old": "june", "new": "july", "other": "latest"])
    }
    try catalog.forget("latest")
    #expect(try catalog.export(named: "latest").name == "june")
  }

  @Test func `of the same date is that of their import`() throws {
    let scratch = try ScratchCatalog()
    for name in ["b", "a"] { try scratch.import(export(name, "2025-07-06 10:00"), as: name) }
    #expect(try scratch.open().export(named: "latest").name == "a")
    #expect(try scratch.open().export(named: "previous").name == "b")
  }

  @Test func `knows nothing of records that were left out`() throws {
    let scratch = try ScratchCatalog()
    let late = MadeUp.record("1", update: #""2030-01-01 00:00""#)
    try scratch.import(MadeUp.export([MadeUp.record("1"), late]), as: "skipped", policy: .skip)
    #expect(try scratch.open().exports().map(\.newestDate) == ["2025-06-10 21:41"])
  }

  @Test func `is the same in other tools`() throws {
    let older = try OlderCatalog([("new", export("1", "2026-01-01 00:00")), ("old", export("2", "2025-09-01 00:00"))])
    let metadata = DatasetteMetadata(database: "c", queries: try SavedQueries(folder: nil).all)
    let text = String(decoding: try metadata.json, as: UTF8.self)
    let start = try #require(text.range(of: "(SELECT (SELECT name FROM (SELECT e.name"))
    let rest = text[start.lowerBound...]
    let end = try #require(rest.range(of: "AS newest_date))"))
    let sql = "SELECT " + rest[..<end.upperBound].replacing("\\n", with: " ") + ";"
    for path in [older.path, older.scratch.path] { #expect(try SQLiteShell.run(sql, on: path) == "new\n") }
  }
}
