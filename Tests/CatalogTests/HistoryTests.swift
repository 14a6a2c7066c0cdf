import SQLite
import Testing

@testable import Catalogs

@Suite struct `The history of a file` {
  @Test func `looks up no other file`() throws {
    let scratch = try ScratchCatalog()
    try scratch.import(SampleExports.data("small/annotation.api.json"), as: "one", project: 7)
    try scratch.import(SampleExports.data("small/filtered/no-filter.json"), as: "two", project: 7)
    let steps = try scratch.open().rows(
      "EXPLAIN QUERY PLAN \(SQLTexts.history)", parameters: ["file_id": .text("x")]
    ).map { $0[3].description }
    #expect(steps.contains { $0.hasPrefix("SEARCH f USING INDEX files_by_id (export_id=? AND file_id=?)") })
    for step in steps where step.hasPrefix("SEARCH f ") || step.hasPrefix("SCAN f ") {
      #expect(step.contains("file_id=?") || step.contains("(rowid=?)"), "\(step)")
    }
  }
}
