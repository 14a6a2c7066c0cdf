import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

@Suite struct `Repeated records` {
  private static let groups =
    #"[{"uid":"u1","attributes":[[1,0,"a",null],[2,1,"b",[1,2]]]},{"uid":"u2","attributes":[]}]"#
  private static let reordered =
    #"[{"uid":"u2","attributes":[]},{"attributes":[[2,1,"b",[1, 2]],[1,0,"\u0061",null]],"uid":"u1"}]"#

  /// Records that say the same, and records that don't.
  static let same: [(String, String, String)] = [
    ("identical", MadeUp.record("x", groups: groups), MadeUp.record("x", groups: groups)),
    (
      "groups, labels and keys in another order", MadeUp.record("x", groups: groups),
      MadeUp.record("x", groups: reordered)
    ),
    ("written with escapes", MadeUp.record("x"), MadeUp.record("x").replacing("Ann", with: #"\u0041nn"#)),
    ("an unknown field", MadeUp.record("x", extra: #","n":{"a":1}"#), MadeUp.record("x", extra: #", "n" : {"a" : 1}"#)),
  ]

  static let different: [(String, String, String)] = [
    ("status", MadeUp.record("x"), MadeUp.record("x", status: "d")),
    ("update_date", MadeUp.record("x"), MadeUp.record("x", update: #""2025-07-01 00:00""#)),
    ("validator_name", MadeUp.record("x"), MadeUp.record("x", validator: #""Val""#)),
    ("related_duplicates", MadeUp.record("x"), MadeUp.record("x", duplicates: 1)),
    ("rebound", MadeUp.record("x"), MadeUp.record("x").replacing(#""rebound":null"#, with: #""rebound":"""#)),
    ("unknown field", MadeUp.record("x", extra: #","n":1"#), MadeUp.record("x", extra: #","n":2"#)),
    ("groups", MadeUp.record("x", groups: groups), MadeUp.record("x")),
    ("uid", MadeUp.record("x", groups: groups), MadeUp.record("x", groups: groups.replacing("u2", with: "u3"))),
    (
      "label's name", MadeUp.record("x", groups: groups),
      MadeUp.record("x", groups: groups.replacing(#""a""#, with: #""c""#))
    ),
    (
      "label's payload", MadeUp.record("x", groups: groups),
      MadeUp.record("x", groups: groups.replacing("[1,2]", with: "[2,1]"))
    ),
    (
      "label in the other group", MadeUp.record("x", groups: groups),
      MadeUp.record(
        "x", groups: #"[{"uid":"u1","attributes":[]},{"uid":"u2","attributes":[[1,0,"a",null],[2,1,"b",[1,2]]]}]"#)
    ),
    (
      "group's unknown field", MadeUp.record("x", groups: groups),
      MadeUp.record("x", groups: groups.replacing(#""uid":"u2""#, with: #""uid":"u2","n":1"#))
    ),
  ]

  /// The two records next to each other, and for some with whole batches between or before them.
  private static func exports(_ name: String, _ first: String, _ second: String) -> [[String]] {
    guard ["status", "label's name", "groups, labels and keys in another order"].contains(name) else {
      return [[first, second]]
    }
    return [[first, second], [first] + MadeUp.many + [second], MadeUp.many + [first, MadeUp.record("y"), second]]
  }

  @Test(arguments: same)
  func `that say the same are stored once`(name: String, first: String, second: String) throws {
    for records in Self.exports(name, first, second) {
      let scratch = try ScratchCatalog()
      let summary = try scratch.import(MadeUp.export(records), as: "export")
      #expect((summary.read, summary.repeated, summary.rejected) == (records.count, 1, 0))
      #expect(summary.stored == records.count - 1)
      let catalog = try scratch.open()
      let reference = try ImportReference([Data(MadeUp.export(records.dropLast()))])
      let content = try catalog.content(of: "export")
      #expect(content["files"] == reference.files)
      #expect(content["labels"] == reference.labels)
      #expect(summary.groups == reference.groups.count)
      #expect(summary.labels == reference.labels.count)
      #expect(try catalog.rows("SELECT repeated_count FROM exports") == [[.integer(1)]])
      #expect(try catalog.faults().isEmpty)
    }
  }

  @Test(arguments: different)
  func `that differ are an error, and nothing is stored`(name: String, first: String, second: String) throws {
    for records in Self.exports(name, first, second) {
      let scratch = try ScratchCatalog()
      let error = #expect(throws: ExportError.self) { try scratch.import(MadeUp.export(records), as: "export") }
      #expect(error?.record == records.count)
      #expect(error?.line == records.count)
      #expect(error?.path == "$[\(records.count - 1)]")
      #expect(error?.expected == .sameRecord)
      #expect(!FileManager.default.fileExists(atPath: scratch.path))
    }
  }

  @Test(arguments: different)
  func `that differ are rejected where faults are skipped`(name: String, first: String, second: String) throws {
    for records in Self.exports(name, first, second) {
      let scratch = try ScratchCatalog()
      let summary = try scratch.import(MadeUp.export(records + [MadeUp.record("z")]), as: "export", policy: .skip)
      #expect((summary.read, summary.repeated, summary.rejected) == (records.count + 1, 0, 1))
      let catalog = try scratch.open()
      let reference = try ImportReference([Data(MadeUp.export(records.dropLast() + [MadeUp.record("z")]))])
      let content = try catalog.content(of: "export")
      #expect(content["files"] == reference.files)
      #expect(content["labels"] == reference.labels)
      #expect(summary.attributes == Set(reference.labels.map { $0[3...] }).count)
      let rejects = try catalog.rows("SELECT record_no, line, column, path, raw FROM rejects")
      #expect(
        rejects == [
          [
            .integer(Int64(records.count)), .integer(Int64(records.count)), .integer(1),
            .text("$[\(records.count - 1)]"), .blob(Array(second.utf8)),
          ]
        ])
      #expect(try catalog.faults().isEmpty)
    }
  }

  @Test func `are found many times over, in all places`() throws {
    let records = MadeUp.many + MadeUp.many.reversed() + [MadeUp.many[0], MadeUp.many[0], MadeUp.record("last")]
    let scratch = try ScratchCatalog()
    let summary = try scratch.import(MadeUp.export(records), as: "export")
    #expect(summary.repeated == MadeUp.many.count + 2)
    #expect(summary.stored == MadeUp.many.count + 1)
    #expect(try scratch.open().content(of: "export")["files"]?.last?.first == .text("last"))
    #expect(try scratch.open().faults().isEmpty)
  }

  @Test func `over several files count as one export's`() throws {
    let scratch = try ScratchCatalog()
    let sources = [
      MemorySource(MadeUp.export([MadeUp.record("1"), MadeUp.record("2")]), name: "a.json"),
      MemorySource(#"{"data":[\#(MadeUp.record("2")),\#(MadeUp.record("3"))],"page":2}"#.utf8, name: "b.json"),
      MemorySource("\(MadeUp.record("3"))\n\(MadeUp.record("3", status: "d"))\n".utf8, name: "c.ndjson"),
    ]
    let summary = try Catalog.importExport(
      sources, into: scratch.path, options: ImportOptions(name: "export", policy: .skip))
    #expect((summary.read, summary.stored, summary.repeated, summary.rejected) == (6, 3, 2, 1))
    let rejects = try scratch.open().rows("SELECT record_no, source, line, path FROM rejects")
    #expect(rejects == [[.integer(6), .text("c.ndjson"), .integer(2), .text("$")]])
  }
}

extension ScratchCatalog {
  @discardableResult
  func `import`(
    _ bytes: some Sequence<UInt8>, as name: String?, policy: ExportReader.FaultPolicy
  ) throws -> ImportSummary {
    try Catalog.importExport(
      [MemorySource(bytes, name: "export.json")], into: path, options: ImportOptions(name: name, policy: policy))
  }
}
