import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

@Suite struct `Imported content` {
  @Test func `is whole at the edges of what a value can be`() throws {
    let groups = #"""
      [{"uid":"","attributes":[[9223372036854775807,-9223372036854775808,"","\u0000"],[-1,0,"\u0000a","é"],
        [0,0,"q'\"\\",1.50],[0,0,"n",-0],[0,0,"n",1e400],[0,0,"n",true],[0,0,"n",false],[0,0,"n",{"b":[],"a":"\/"}]],
        "note":["x"]}]
      """#
    let record = MadeUp.record(#"a\u0000b"#, groups: groups, duplicates: -3, extra: #","data":{"k":null},"":"\u0007""#)
    let scratch = try ScratchCatalog()
    let summary = try scratch.import(MadeUp.export([record, MadeUp.record("a")]), as: "export")
    #expect((summary.stored, summary.attributes) == (2, 8))
    let catalog = try scratch.open()
    #expect(
      try catalog.rows("SELECT file_id, related_duplicates, extra FROM files ORDER BY file_key LIMIT 1")
        == [[.text("a\u{0}b"), .integer(-3), .text(#"{"data":{"k":null},"":"\u0007"}"#)]])
    #expect(try catalog.rows("SELECT uid, extra FROM attribute_groups") == [[.text(""), .text(#"{"note":["x"]}"#)]])
    let labels = try catalog.rows(
      "SELECT attribute_id, level_order, name, payload, payload_type FROM attributes ORDER BY attribute_key")
    #expect(
      labels == [
        [.integer(.max), .integer(.min), .text(""), .text("\u{0}"), .text("text")],
        [.integer(-1), .integer(0), .text("\u{0}a"), .text("é"), .text("text")],
        [.integer(0), .integer(0), .text("q'\"\\"), .text("1.50"), .text("real")],
        [.integer(0), .integer(0), .text("n"), .text("-0"), .text("integer")],
        [.integer(0), .integer(0), .text("n"), .text("1e400"), .text("real")],
        [.integer(0), .integer(0), .text("n"), .text("1"), .text("true")],
        [.integer(0), .integer(0), .text("n"), .text("0"), .text("false")],
        [.integer(0), .integer(0), .text("n"), .text(#"{"b":[],"a":"/"}"#), .text("object")],
      ])
    #expect(try catalog.faults().isEmpty)
  }

  @Test func `of records longer than a batch is whole`() throws {
    // Each is longer than a batch, so that batches that grew and batches that did not take turns.
    let records = (0..<12).map { index in
      let labels = (0..<(index % 3 == 0 ? 60_000 : 15_000)).map { "[\($0),0,\"label \(index) \($0)\",null]" }
      return MadeUp.record("\(index)", groups: #"[{"uid":"u","attributes":[\#(labels.joined(separator: ","))]}]"#)
    }
    let bytes = MadeUp.export(records + MadeUp.many)
    let scratch = try ScratchCatalog()
    let summary = try scratch.import(bytes, as: "export")
    let reference = try ImportReference([Data(bytes)])
    #expect(summary.stored == reference.files.count)
    #expect(summary.labels == reference.labels.count)
    let content = try scratch.open().content(of: "export")
    #expect(content["files"] == reference.files)
    #expect(content["labels"] == reference.labels)
    #expect(try scratch.open().faults().isEmpty)
  }

  @Test func `goes with the export that is forgotten on the same connection`() throws {
    let scratch = try ScratchCatalog()
    let catalog = try Catalog(path: scratch.path, access: .create)
    _ = try catalog.importExport(
      [MemorySource(SampleExports.data("small/annotation.api.json"))], options: ImportOptions(name: "one"))
    try catalog.forget("one")
    for table in ["files", "attribute_groups", "group_attributes", "attributes", "duplicates", "transfers"] {
      #expect(try catalog.rows("SELECT count(*) FROM \(table)") == [[.integer(0)]], "\(table)")
    }
  }

  @Test func `leaves one file, and no table of the import`() throws {
    let scratch = try ScratchCatalog()
    let catalog = try Catalog(path: scratch.path, access: .create)
    for name in ["one", "two"] {
      _ = try catalog.importExport([MemorySource("[]".utf8)], options: ImportOptions(name: name))
    }
    #expect(try catalog.rows("SELECT name FROM sqlite_temp_master").isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["catalog.db"])
    #expect(try catalog.rows("PRAGMA journal_mode") == [[.text("delete")]])
  }

  @Test func `is reported as it is stored, up to the last byte`() throws {
    let scratch = try ScratchCatalog()
    let bytes = MadeUp.export(MadeUp.many)
    var steps: [ImportProgress] = []
    let summary = try Catalog.importExport(
      [MemorySource(bytes)], into: scratch.path, options: ImportOptions(name: "export")
    ) { steps.append($0) }
    let stored = steps.compactMap { if case .storing(let bytes) = $0 { bytes } else { nil } }
    #expect(stored == stored.sorted())
    #expect(stored.last == bytes.count)
    #expect(summary.bytes == bytes.count)
    guard case .committing? = steps.last, case .analysing? = steps.dropLast().last else {
      Issue.record("the last steps are \(steps.suffix(2))")
      return
    }
  }
}
