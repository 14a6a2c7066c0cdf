import Catalogs
import Foundation
import SQLite
import Testing

@Suite struct CatalogTests {
  @Test func `opening for queries never makes a file`() throws {
    let scratch = try ScratchCatalog()
    #expect(throws: DatabaseFault.missing(path: scratch.path)) { try Catalog(path: scratch.path) }
    #expect(!FileManager.default.fileExists(atPath: scratch.path))
  }

  @Test(arguments: ["", "no database", "SQLite format 3\u{0}"])
  func `refuses a file that is no catalog`(content: String) throws {
    let scratch = try ScratchCatalog()
    try Data(content.utf8).write(to: URL(filePath: scratch.path))
    #expect(throws: (any Error).self) { try Catalog(path: scratch.path) }
    #expect(try Data(contentsOf: URL(filePath: scratch.path)) == Data(content.utf8))
  }

  @Test func `refuses to write when opened for queries`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import("[]".utf8, as: "empty")
    let catalog = try scratch.open()
    #expect(throws: SQLFailure.self) { try catalog.rows("DELETE FROM exports") }
    #expect(try catalog.exports().map(\.name) == ["empty"])
  }

  @Test func `refuses a newer catalog`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import("[]".utf8, as: "empty")
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    _ = try catalog.rows("PRAGMA user_version = 99")
    let refusal = CatalogError.newerCatalog(path: scratch.path, version: 99, supported: Catalog.schemaVersion)
    #expect(throws: refusal) { try scratch.open() }
  }

  @Test func `forgets an export and leaves the other whole`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(SampleExports.data("small/annotation.api.json"), as: "one")
    try scratch.import(SampleExports.data("small/filtered/no-filter.json"), as: "two")
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    try catalog.forget("one")
    #expect(try catalog.exports().map(\.name) == ["two"])
    #expect(try catalog.rows("SELECT count(*) FROM files") == [[.integer(83)]])
    #expect(try catalog.rows("SELECT count(*) FROM annotations") == [[.integer(153)]])
    #expect(try catalog.rows("PRAGMA foreign_key_check").isEmpty)
    #expect(try catalog.rows("PRAGMA integrity_check") == [[.text("ok")]])
    #expect(throws: CatalogError.noExport(name: "one", known: ["two"])) { try catalog.forget("one") }
  }

  @Test func `sets the project that keys start with`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(SampleExports.data("seed-sample/annotation.json"), as: "seed")
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    #expect(try catalog.rows("SELECT storage_key FROM objects") == [[.null]])
    try catalog.setProject("latest", to: 3)
    #expect(try catalog.rows("SELECT storage_key FROM objects") == [[.text("project_3/6848a6709aeaf5eb62cf01a8")]])
  }
}
