import Catalogs
import ExportFormat
import Foundation
import SQLite
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

  @Test(
    arguments: [
      (7, nil, nil), (nil, 7, 7), (7, 8, 8), (7, 7, nil), (nil, nil, nil),
    ] as [(Int?, Int?, Int?)])
  func `of the same content are the known one, whatever the project`(first: Int?, second: Int?, wanted: Int?) throws {
    let scratch = try ScratchCatalog()
    try scratch.import(one, as: "spring", project: first)
    let before = try scratch.bytes()
    for name in [nil, "spring"] {
      let again = try scratch.import(one, as: name, project: second)
      #expect(again.wasKnown && again.export == "spring")
      #expect((again.projectID, again.wantedProjectID) == (first, wanted))
      #expect(try scratch.bytes() == before)
    }
    // A new name makes the difference, and the other export is named.
    let copy = try scratch.import(one, as: "copy", project: second)
    #expect((copy.wasKnown, copy.sameContent) == (false, "spring"))
    let rows = try scratch.open().rows("SELECT project_id FROM exports ORDER BY export_id")
    #expect(rows == [first, second].map { [$0.map { .integer(Int64($0)) } ?? .null] })
    // Without a name it's the one of the same project.
    #expect(try scratch.import(one, project: second).export == (first == second ? "spring" : "copy"))
  }

  @Test func `of the same content are the known one, whether faults stop it or are skipped`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(one, as: nil, policy: .skip)
    #expect(try scratch.import(one).wasKnown)
    let faulty = MadeUp.export([MadeUp.record("1"), MadeUp.record("2", status: "")])
    try scratch.import(faulty, as: "faulty", policy: .skip)
    #expect(try scratch.import(faulty, as: nil, policy: .skip).export == "faulty")
    #expect(throws: ExportError.self) { try scratch.import(faulty) }
  }

  @Test(arguments: ["latest", "previous", "LATEST", "Previous", "lAtEsT"])
  func `can't be words that stand for exports`(name: String) throws {
    let scratch = try ScratchCatalog()
    #expect(throws: CatalogError.reservedName(name)) { try scratch.import(one, as: name) }
    #expect(!FileManager.default.fileExists(atPath: scratch.path))
    try scratch.import(one, as: "spring")
    #expect(throws: CatalogError.reservedName(name)) { try scratch.import(two, as: name) }
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    #expect(throws: CatalogError.reservedName(name)) { try catalog.rename("spring", to: name) }
    #expect(try catalog.exports().map(\.name) == ["spring"])
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
  /// The file as it is on disk.
  func bytes() throws -> Data { try Data(contentsOf: URL(filePath: path)) }
}
