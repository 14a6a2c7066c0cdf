import Foundation
import SQLite
import Testing

@testable import Catalogs

/// A catalog that a program of schema version 2 wrote: three exports of `small/filtered`, of which `label-one` is the
/// latest.
@Suite struct `A catalog of schema version 2` {
  private let scratch: ScratchCatalog

  init() throws {
    scratch = try ScratchCatalog()
    try SampleExports.data("catalog-schema-2.db").write(to: URL(filePath: scratch.path))
  }

  private static let counts = "SELECT (SELECT count(*) FROM latest_files), (SELECT count(*) FROM latest_objects)"

  @Test func `shows the latest export to those who read, and stays as it is`() throws {
    let before = try Data(contentsOf: URL(filePath: scratch.path))
    let catalog = try scratch.open()
    #expect(catalog.upgradedFrom == nil)
    #expect(try catalog.rows(Self.counts) == [[19, 19]])
    #expect(try catalog.rows("SELECT DISTINCT export FROM latest_annotations") == [["label-one"]])
    #expect(try catalog.rows("PRAGMA main.user_version") == [[2]])
    #expect(try Data(contentsOf: URL(filePath: scratch.path)) == before)
  }

  @Test func `gets the views when it is opened to be changed`() throws {
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    #expect(catalog.upgrade == SchemaUpgrade(from: 2, takenNames: []))
    #expect(try catalog.rows("PRAGMA main.user_version") == [[5]])
    #expect(try catalog.rows("PRAGMA integrity_check") == [["ok"]])
    // Any tool has them from now on.
    #expect(try SQLiteShell.run(Self.counts + ";", on: scratch.path) == "19|19\n")
    let views = try catalog.rows("SELECT name FROM main.sqlite_master WHERE type = 'view' ORDER BY 1").map { $0[0] }
    #expect(views == SchemaView.current.map { .text($0.name) }.sorted { $0.description < $1.description })
    #expect(try Catalog(path: scratch.path, access: .readWrite).upgrade == nil)
  }

  @Test(arguments: [
    "CREATE VIEW latest_files AS SELECT 'mine' AS mine", "CREATE TABLE latest_files AS SELECT 'mine' AS mine",
    "CREATE TABLE Latest_Files AS SELECT 'mine' AS mine",
  ]) func `keeps what somebody has called so`(change: String) throws {
    try SQLiteShell.run(change + ";", on: scratch.path)
    #expect(try scratch.open().rows("SELECT * FROM latest_files") == [["mine"]])
    #expect(try scratch.open().rows("SELECT count(*) FROM latest_objects") == [[19]])
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    #expect(catalog.upgrade == SchemaUpgrade(from: 2, takenNames: ["latest_files"]))
    #expect(try catalog.rows("SELECT * FROM latest_files") == [["mine"]])
    #expect(try catalog.rows("SELECT count(*) FROM latest_objects") == [[19]])
    #expect(try catalog.rows("PRAGMA main.user_version") == [[5]])
  }

  @Test func `is known without its marks`() throws {
    for (path, version) in [(scratch.path, 2), (scratch.path + "5", 5)] {
      if version == 5 {
        try FileManager.default.copyItem(atPath: scratch.path, toPath: path)
        _ = try Catalog(path: path, access: .readWrite)
      }
      let copy = path + ".copy"
      try SQLiteShell.run(try SQLiteShell.run(".dump", on: path), on: copy)
      #expect(throws: CatalogError.lostMark(path: copy, version: version)) { try Catalog(path: copy) }
    }
  }
}
