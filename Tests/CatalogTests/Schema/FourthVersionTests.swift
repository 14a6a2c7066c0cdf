import ExportFormat
import Foundation
import SQLite
import Testing

@testable import Catalogs

/// A catalog that a program of schema version 4 wrote, whose index by author has no date: three exports of
/// `small/filtered`, of which `label-one` is the latest.
@Suite struct `A catalog of schema version 4` {
  private let scratch: ScratchCatalog

  init() throws {
    scratch = try ScratchCatalog(older: "catalog-schema-4.db")
  }

  private static let indexes =
    "SELECT name FROM main.sqlite_master WHERE type = 'index' AND name LIKE 'files\\_by%' ESCAPE '\\' ORDER BY rowid"
  private static let columns = "SELECT group_concat(name) FROM pragma_index_info('files_by_author')"

  @Test func `is read as it is`() throws {
    let before = try scratch.bytes()
    let catalog = try scratch.open()
    #expect(catalog.upgradedFrom == nil)
    #expect(try catalog.rows("SELECT count(*) FROM latest_files") == [[19]])
    #expect(try catalog.rows(Self.columns) == [["export_id,author_name,status,file_type"]])
    #expect(try scratch.bytes() == before)
  }

  @Test func `gets the date into its index by author, and the indexes in today's order`() throws {
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    #expect(catalog.upgrade == SchemaUpgrade(from: 4, takenNames: []))
    #expect(try catalog.rows(Self.columns) == [["export_id,author_name,status,file_type,upload_date"]])
    let new = try ScratchCatalog()
    let today = try Catalog(path: new.path, access: .create)
    #expect(try catalog.rows(Self.indexes) == today.rows(Self.indexes))
    #expect(try catalog.withConnection { try CatalogShape(on: $0).isOurs(.files) })
    let stat = try catalog.rows("SELECT stat FROM sqlite_stat1 WHERE idx = 'files_by_author'")
    #expect(stat.first?.first?.text?.split(separator: " ").count == 6)
    #expect(try catalog.faults().isEmpty)
    // Both indexes have all that is asked for, and the smaller one is taken.
    let plan = try catalog.rows(
      "EXPLAIN QUERY PLAN SELECT substr(upload_date, 1, 10), count(*) FROM files WHERE export_id = 2 GROUP BY 1")
    #expect(plan.first?.last?.text?.contains("files_by_upload_date") == true)
    #expect(try Catalog(path: scratch.path, access: .readWrite).upgrade == nil)
  }

  /// What somebody did to its indexes, the names that are theirs since, and those that are made.
  private static let changes: [(sql: String, taken: [String], made: [String])] = [
    (
      "DROP INDEX files_by_author; CREATE INDEX files_by_author ON files (author_name)", ["files_by_author"], []
    ),
    ("DROP INDEX files_by_author", [], ["files_by_author"]),
    (
      "DROP INDEX files_by_validator; CREATE INDEX files_by_validator ON files (validator_name)", [],
      ["files_by_author", "files_by_upload_date"]
    ),
    ("DROP INDEX files_by_upload_date", [], ["files_by_author", "files_by_validator"]),
    (
      "DROP INDEX files_by_author; create index files_by_author on files(export_id, author_name, status, file_type) /* mine */",
      [], ["files_by_author", "files_by_validator", "files_by_upload_date"]
    ),
  ]

  @Test(arguments: changes)
  func `keeps what somebody made of its indexes`(sql: String, taken: [String], made: [String]) throws {
    try SQLiteShell.run(sql, on: scratch.path)
    let additions = try Catalog.plannedUpgrade(of: scratch.path).additions
    #expect(additions.takenNames == taken && additions.indexes == made)
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    #expect(catalog.upgrade == SchemaUpgrade(from: 4, takenNames: taken))
    #expect(try catalog.faults().isEmpty)
    let bytes = MadeUp.export((0..<50).map { MadeUp.record("\($0)") })
    _ = try catalog.importExport([MemorySource(bytes)], options: ImportOptions(name: "more"))
    #expect(try catalog.faults().isEmpty)
  }

  @Test func `is known without its marks`() throws {
    let copy = scratch.path + ".copy"
    try SQLiteShell.run(try SQLiteShell.run(".dump", on: scratch.path), on: copy)
    #expect(throws: CatalogError.lostMark(path: copy, version: 4)) { try Catalog(path: copy) }
  }
}
