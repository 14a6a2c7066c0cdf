import Foundation
import SQLite
import Testing

@testable import Catalogs

/// A catalog that a program of schema version 3 wrote: three exports of `small/filtered`, of which `label-one` is the
/// latest.
@Suite struct `A catalog of schema version 3` {
  private let scratch: ScratchCatalog

  init() throws {
    scratch = try ScratchCatalog()
    try SampleExports.data("catalog-schema-3.db").write(to: URL(filePath: scratch.path))
  }

  private static let indexes =
    "SELECT name FROM main.sqlite_master WHERE name LIKE 'files\\_by%' ESCAPE '\\' ORDER BY 1"
  private static let all: [[QueryValue]] = [
    ["files_by_author"], ["files_by_export"], ["files_by_id"], ["files_by_status"], ["files_by_upload_date"],
    ["files_by_validator"],
  ]

  @Test func `is read as it is`() throws {
    let before = try Data(contentsOf: URL(filePath: scratch.path))
    let catalog = try scratch.open()
    #expect(catalog.upgradedFrom == nil)
    #expect(try catalog.rows("SELECT count(*) FROM latest_files") == [[19]])
    #expect(try catalog.rows(Self.indexes) == [["files_by_id"]])
    #expect(try Data(contentsOf: URL(filePath: scratch.path)) == before)
  }

  @Test func `gets the indexes and the cache size when it is opened to be changed`() throws {
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    #expect(catalog.upgrade == SchemaUpgrade(from: 3, takenNames: []))
    #expect(try catalog.rows("PRAGMA main.user_version") == [[5]])
    #expect(try catalog.rows(Self.indexes) == Self.all)
    #expect(try catalog.faults().isEmpty)
    #expect(try catalog.withConnection { try CatalogShape(on: $0).isOurs(.files) })
    // Any tool takes the size that the file suggests: as many bytes as with the pages of a new catalog.
    let size = try SQLiteShell.run("PRAGMA cache_size; PRAGMA page_size;", on: scratch.path).split(separator: "\n")
    #expect(size.compactMap { Int($0) }.reduce(1, *) == 4096 * 16384)
    #expect(try Catalog(path: scratch.path, access: .readWrite).upgrade == nil)
  }

  @Test func `says what it does`() throws {
    var steps: [UpgradeProgress] = []
    // A connection that does not bring it up to date by itself.
    let database = try Database(path: scratch.path, access: .readWrite, busyTimeout: .seconds(10)) { _ in }
    _ = try database.withConnection { connection in
      try Migration.run(on: connection) { if steps.last != $0 { steps.append($0) } }
    }
    let indexes = [
      "files_by_export", "files_by_status", "files_by_author", "files_by_validator", "files_by_upload_date",
    ]
    #expect(
      steps == [.changing]
        + indexes.enumerated().map { .indexing(name: $0.element, number: $0.offset + 1, of: 5) }
        + [.analysing, .committing])
    _ = try database.withConnection { connection in
      try Migration.run(on: connection) { if steps.last != $0 { steps.append($0) } }
    }
    #expect(steps.count == 8, "it is up to date")
  }

  @Test func `keeps the indexes that somebody has made`() throws {
    try SQLiteShell.run(
      """
      CREATE INDEX files_by_status ON files (export_id, status, file_type);
      CREATE INDEX Files_By_Author ON files (author_name);
      PRAGMA default_cache_size = 500;
      """, on: scratch.path)
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    #expect(catalog.upgrade == SchemaUpgrade(from: 3, takenNames: ["files_by_author"]))
    #expect(try catalog.rows("SELECT count(*) FROM files INDEXED BY files_by_author WHERE author_name = 'x'") == [[0]])
    #expect(
      try catalog.rows("SELECT count(*) FROM main.sqlite_master WHERE name LIKE 'files\\_by%' ESCAPE '\\'") == [[6]])
    #expect(try SQLiteShell.run("PRAGMA cache_size;", on: scratch.path) == "500\n")
    #expect(try catalog.faults().isEmpty)
    try catalog.forget("latest")
    #expect(try catalog.faults().isEmpty)
  }

  @Test func `is known without its marks`() throws {
    let copy = scratch.path + ".copy"
    try SQLiteShell.run(try SQLiteShell.run(".dump", on: scratch.path), on: copy)
    #expect(throws: CatalogError.lostMark(path: copy, version: 3)) { try Catalog(path: copy) }
  }
}
