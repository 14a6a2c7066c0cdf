import Foundation
import SQLite
import Testing

@testable import Catalogs

@Suite struct `Views of the latest export` {
  /// The views of the schema, and what each is a part of.
  private static let views = SchemaView.current.map(\.name).filter { $0.hasPrefix("latest_") }

  private func export(_ id: String, _ date: String) -> [UInt8] {
    MadeUp.export([MadeUp.record(id, update: "\"\(date)\"")])
  }

  @Test func `are there for all that belongs to an export and is asked for`() {
    let bases = ["files", "objects", "annotations", "attributes", "label_paths", "duplicate_clusters"]
    #expect(Self.views == bases.map { "latest_\($0)" })
  }

  /// Each stands alone, because somebody can have given the name of another one to something else.
  @Test func `choose the export alike`() {
    let choices = SchemaView.current.filter { $0.name.hasPrefix("latest_") }
      .map { $0.sql.components(separatedBy: "WHERE export_id = (").dropFirst().joined() }
    #expect(choices.allSatisfy { $0 == choices[0] } && !choices[0].isEmpty)
  }

  @Test(arguments: `The order of exports`.orders) func `mean the export that latest means`(names: [String]) throws {
    let dates = ["may": "2025-07-05 10:00", "june": "2025-07-06 09:59", "july": "2025-07-06 10:00"]
    let scratch = try ScratchCatalog()
    for name in names { try scratch.import(dates[name].map { export(name, $0) } ?? Array("[]".utf8), as: name) }
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    for latest in ["july", "june", "may"] {
      #expect(try catalog.rows("SELECT file_id FROM latest_files") == [[.text(latest)]])
      #expect(try catalog.rows("SELECT export FROM latest_objects") == [[.text(latest)]])
      try catalog.forget("latest")
    }
    // Only the export without files is left.
    for view in Self.views { #expect(try catalog.rows("SELECT * FROM \(view)").isEmpty) }
    try catalog.forget("latest")
    for view in Self.views { #expect(try catalog.rows("SELECT * FROM \(view)").isEmpty) }
  }

  @Test func `have the rows that a filter by hand leaves`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(SampleExports.data("small/annotation.api.json"), as: "all", project: 7)
    try scratch.import(SampleExports.data("small/filtered/status-a.json"), as: "accepted", project: 7)
    let catalog = try scratch.open()
    let latest = try catalog.export(named: "latest")
    #expect(latest.name == "all")
    for view in Self.views {
      let base = view.dropFirst("latest_".count)
      let expected = try catalog.rows("SELECT * FROM \(base) WHERE export_id = \(latest.exportID)")
      let all = try catalog.rows("SELECT count(*) FROM \(base)")
      #expect(try catalog.rows("SELECT * FROM \(view)") == expected && !expected.isEmpty, "\(view)")
      #expect(all != [[.integer(Int64(expected.count))]], "\(base) has more")
    }
  }

  @Test func `know how new an export is that another program wrote`() throws {
    let scratch = try ScratchCatalog()
    for (name, date) in [("new", "2025-07-06 10:00"), ("old", "2025-07-05 10:00")] {
      try scratch.import(export(name, date), as: name)
    }
    try SQLiteShell.run("UPDATE exports SET newest_date = NULL;", on: scratch.path)
    #expect(try scratch.open().export(named: "latest").name == "new")
    #expect(try scratch.open().rows("SELECT file_id FROM latest_files") == [["new"]])
  }

  @Test(arguments: [
    "files WHERE file_id = 'x'", "files WHERE status = 'a'", "annotations WHERE name = 'bus'",
    "objects WHERE file_id = 'x'",
    "attributes WHERE attribute_id = 5", "label_paths WHERE path = 'x'",
  ]) func `are searched as a filter by hand is`(question: String) throws {
    let scratch = try ScratchCatalog()
    try scratch.import(SampleExports.data("small/annotation.api.json"), as: "all", project: 7)
    try scratch.import(SampleExports.data("small/filtered/no-filter.json"), as: "again", project: 7)
    let catalog = try scratch.open()
    func steps(_ question: String) throws -> [String] {
      try catalog.rows("EXPLAIN QUERY PLAN SELECT count(*) FROM \(question)").map { $0[3].description }
    }
    func isSearch(_ step: String) -> Bool { step.hasPrefix("SEARCH ") || step.hasPrefix("SCAN ") }
    let byHand = try steps("\(question) AND export_id = 2").filter(isSearch)
    var latest = try steps("latest_\(question)").filter(isSearch)
    #expect(!byHand.isEmpty)
    for step in byHand where !step.contains("(subquery") && step.split(separator: " ")[1] != "e" {
      let place = try #require(latest.firstIndex(of: step), "\(step) in \(latest)")
      latest.remove(at: place)
    }
    // What is left finds out which export it is: a list of some exports, and of their files where one has no date.
    for step in latest where !step.contains("(subquery") {
      #expect(step.hasPrefix("SCAN e") || step.hasPrefix("SEARCH e") || step.hasPrefix("SEARCH f"))
    }
  }
}
