import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

@Suite struct `Faulty imports` {
  /// Ways in which an import fails, at its start and after many batches.
  static let failing: [(String, [UInt8])] = [
    ("not an export", Array("no export".utf8)),
    ("nothing", []),
    ("cut", Array(MadeUp.export(MadeUp.many).dropLast(20))),
    ("faulty first record", MadeUp.export([MadeUp.record("1", status: "")] + MadeUp.many)),
    ("faulty last record", MadeUp.export(MadeUp.many + [MadeUp.record("1", status: "")])),
    (
      "differing records in the first batch",
      MadeUp.export([MadeUp.record("1"), MadeUp.record("1", status: "d")] + MadeUp.many)
    ),
    (
      "differing records at the ends",
      MadeUp.export([MadeUp.record("1")] + MadeUp.many + [MadeUp.record("1", status: "d")])
    ),
    ("word after the end", MadeUp.export(MadeUp.many) + Array("end".utf8)),
  ]

  @Test(arguments: failing)
  func `leave the catalog as it was, byte for byte`(name: String, bytes: [UInt8]) throws {
    let scratch = try ScratchCatalog()
    try scratch.import(SampleExports.data("small/annotation.api.json"), as: "before")
    let before = try scratch.bytes()
    #expect(throws: ExportError.self) { try scratch.import(bytes, as: "after") }
    #expect(try scratch.bytes() == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["catalog.db"])
    #expect(try scratch.open().faults().isEmpty)
    // And the same connection can go on.
    let catalog = try Catalog(path: scratch.path, access: .readWrite)
    #expect(throws: ExportError.self) {
      try catalog.importExport([MemorySource(bytes)], options: ImportOptions(name: "after"))
    }
    let summary = try catalog.importExport(
      [MemorySource(MadeUp.export(MadeUp.many))], options: ImportOptions(name: "after"))
    #expect(summary.stored == MadeUp.many.count)
    #expect(try catalog.faults().isEmpty)
  }

  @Test(arguments: failing)
  func `make no catalog where there was none`(name: String, bytes: [UInt8]) throws {
    let scratch = try ScratchCatalog()
    #expect(throws: ExportError.self) { try scratch.import(bytes) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).isEmpty)
  }

  @Test func `end with what the source throws`() throws {
    struct Broken: Error, Equatable {}
    final class BrokenSource: ByteSource {
      let name = "broken"
      private let start = MemorySource(MadeUp.export(MadeUp.many).dropLast(1000))
      func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = start.read(into: buffer)
        guard count > 0 else { throw Broken() }
        return count
      }
    }
    let scratch = try ScratchCatalog()
    try scratch.import(SampleExports.data("small/annotation.api.json"), as: "before")
    let before = try scratch.bytes()
    #expect(throws: Broken()) {
      try Catalog.importExport([BrokenSource()], into: scratch.path, options: ImportOptions())
    }
    #expect(try scratch.bytes() == before)
  }

  @Test func `that skip list what they left out`() throws {
    let faulty: [(String, Int, String, String)] = [
      (MadeUp.record("", status: "a"), 7, "$[1].id", #"expected some text for "id", found the string """#),
      ("null", 1, "$[3]", "expected a record (an object), found null"),
      (#"{"id":"\ud800"}"#, 14, "$[5].id", "expected the second half of a surrogate pair, found '\"'"),
      (#"{"id":"7","id":"8"}"#, 11, "$[7].id", #"the field "id" stands twice"#),
      ("{\"id\":\n\"9\"}", 4, "$[9]", #"the field "related_duplicates" is missing"#),
    ]
    let records = faulty.enumerated().flatMap {
      [MadeUp.record("good \($0)", groups: #"[{"uid":"u","attributes":[[\#($0),0,"n",null]]}]"#), $1.0]
    }
    for filler in [[], MadeUp.many] {
      let scratch = try ScratchCatalog()
      let bytes = MadeUp.export(records + filler)
      let summary = try scratch.import(bytes, as: "export", policy: .skip)
      #expect(summary.read == records.count + filler.count)
      #expect(summary.rejected == faulty.count)
      #expect(summary.stored == faulty.count + filler.count)
      let catalog = try scratch.open()
      let rows = try catalog.rows("SELECT record_no, source, line, column, path, reason, raw FROM rejects ORDER BY 1")
      try #require(rows.count == faulty.count)
      for (index, (raw, column, path, reason)) in faulty.enumerated() {
        let line = Int64(2 * index + (raw.contains("\n") ? 3 : 2))
        #expect(
          rows[index] == [
            .integer(Int64(2 * index + 2)), .text("export.json"), .integer(line), .integer(Int64(column)), .text(path),
            .text(reason), .blob(Array(raw.utf8)),
          ])
      }
      #expect(try catalog.rows("SELECT rejected_count FROM exports") == [[.integer(Int64(faulty.count))]])
      #expect(try catalog.faults().isEmpty)
    }
  }

  @Test func `stop where the end of a faulty record can't be told, skipping or not`() throws {
    for text in ["[{\"id\":[1}]", "[{\"id\":\"1]}]", "[{\"id\":\"1\""] {
      let scratch = try ScratchCatalog()
      #expect(throws: ExportError.self) { try scratch.import(text.utf8, as: "export", policy: .skip) }
    }
  }

  @Test func `go on behind a faulty record whose brackets match`() throws {
    for text in ["{\"id\":nul}", "{\"id\":\"1\" \"rebound\":null}"] {
      let scratch = try ScratchCatalog()
      let summary = try scratch.import("[\(text),\(MadeUp.record("2"))]".utf8, as: "export", policy: .skip)
      #expect((summary.stored, summary.rejected) == (1, 1))
      #expect(try scratch.open().rows("SELECT CAST(raw AS TEXT) FROM rejects") == [[.text(text)]])
    }
  }

  @Test func `of lines skip a faulty line, whatever is in it`() throws {
    let good = MadeUp.record("1")
    let indented = "{\n  \"id\": \"2\",\n  \"status\": 5\n}"
    let lines = [good, "{\"id\":nul", "", "no JSON at all", indented, MadeUp.record("3"), "{\"id\":\"4"]
    let scratch = try ScratchCatalog()
    let summary = try scratch.import(lines.joined(separator: "\n").utf8, as: "export", policy: .skip)
    #expect((summary.read, summary.stored, summary.rejected) == (6, 2, 4))
    let raw = try scratch.open().rows("SELECT record_no, CAST(raw AS TEXT) FROM rejects ORDER BY 1")
    #expect(
      raw == [
        [.integer(2), .text(lines[1])], [.integer(3), .text(lines[3])], [.integer(4), .text(indented)],
        [.integer(6), .text(lines[6])],
      ])
  }

  @Test func `leave no labels behind that only a rejected record had`() throws {
    let bad = MadeUp.record("1", status: "", groups: #"[{"uid":"u","attributes":[[1,0,"gone",null]]}]"#)
    let differing = MadeUp.record("2", groups: #"[{"uid":"u","attributes":[[2,0,"gone",null]]}]"#)
    let scratch = try ScratchCatalog()
    let summary = try scratch.import(MadeUp.export([MadeUp.record("2"), bad, differing]), as: "export", policy: .skip)
    #expect((summary.stored, summary.rejected, summary.attributes) == (1, 2, 0))
    #expect(try scratch.open().rows("SELECT count(*) FROM attributes") == [[.integer(0)]])
  }
}
