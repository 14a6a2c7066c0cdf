import Catalog
import ExportFormat
import Foundation
import Testing

@Suite struct `Names of imports` {
  private let one = MadeUp.export([MadeUp.record("1")])
  private let two = MadeUp.export([MadeUp.record("1"), MadeUp.record("2", update: #""2025-07-01 00:00""#)])

  @Test func `are the newest date, with numbers where it is taken`() throws {
    let scratch = try ScratchCatalog()
    #expect(try scratch.import(one).export == "2025-06-10")
    #expect(try scratch.import(two).export == "2025-07-01")
    let others = ["3", "4"].map { MadeUp.export([MadeUp.record($0)]) }
    #expect(try scratch.import(others[0]).export == "2025-06-10-2")
    #expect(try scratch.import(others[1]).export == "2025-06-10-3")
    #expect(try scratch.import("[]".utf8).export == "empty")
    #expect(try scratch.import("[ ]".utf8).export == "empty-2")
    #expect(try scratch.open().faults().isEmpty)
  }

  @Test func `of the same content again are the known one, and nothing changes`() throws {
    let scratch = try ScratchCatalog()
    let first = try scratch.import(one, as: "spring", project: 7)
    let before = try scratch.bytes()
    let again = try scratch.import(one, project: 7)
    #expect(again.wasKnown)
    #expect((again.export, again.exportID) == ("spring", first.exportID))
    #expect(try scratch.import(one, as: "spring", project: 7).wasKnown)
    #expect(try scratch.bytes() == before)
  }

  @Test func `can be another one for the same content`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(one, as: "spring")
    let other = try scratch.import(one, as: "copy")
    #expect(!other.wasKnown)
    #expect(try scratch.open().exports().map(\.name).sorted() == ["copy", "spring"])
    #expect(try scratch.open().digests(of: "copy") == scratch.open().digests(of: "spring"))
    // Each of the two is known by its own name.
    #expect(try scratch.import(one, as: "copy").export == "copy")
    #expect(try scratch.import(one, as: "copy").wasKnown)
    #expect(try scratch.import(one, as: "spring").wasKnown)
  }

  @Test func `of the same content of another project are new`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(one, project: 7)
    #expect(try scratch.import(one, project: 8).export == "2025-06-10-2")
    #expect(try scratch.import(one).export == "2025-06-10-3")
    let rows = try scratch.open().rows("SELECT project_id FROM exports ORDER BY export_id")
    #expect(rows == [[.integer(7)], [.integer(8)], [.null]])
  }

  @Test func `that other content has are refused, with a free one`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(one, as: "spring")
    try scratch.import(two, as: "spring-2")
    let before = try scratch.bytes()
    #expect(throws: CatalogError.nameTaken(name: "spring", free: "spring-3")) { try scratch.import(two, as: "spring") }
    #expect(try scratch.bytes() == before)
  }

  @Test func `of an empty export and an export without dates need none`() throws {
    let scratch = try ScratchCatalog()
    let summary = try scratch.import("[]".utf8)
    #expect((summary.read, summary.stored, summary.bytes) == (0, 0, 2))
    #expect(try scratch.import("[]".utf8).wasKnown)
    #expect(try scratch.import(#"{"data":[],"page":1}"#.utf8).export == "empty-2")
  }

  @Test func `keep the project and the note`() throws {
    let scratch = try ScratchCatalog()
    _ = try Catalog.importExport(
      [MemorySource(one)], into: scratch.path,
      options: ImportOptions(name: "a 'b' \"c\"", projectID: 12, source: "x.json", note: "from the web page"))
    let rows = try scratch.open().rows("SELECT name, project_id, source, note FROM exports")
    #expect(rows == [[.text("a 'b' \"c\""), .integer(12), .text("x.json"), .text("from the web page")]])
  }
}

extension ScratchCatalog {
  /// The file as it lies on disk.
  func bytes() throws -> Data { try Data(contentsOf: URL(filePath: path)) }
}
