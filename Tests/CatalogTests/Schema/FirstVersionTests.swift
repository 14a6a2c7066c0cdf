import Catalogs
import Foundation
import SQLite
import Testing

/// A catalog that version 0.1.0 wrote: `small/project_7_dataset.zip` as before, `small/filtered/no-filter.json` as after.
@Suite struct `A catalog that version 0.1.0 wrote` {
  private let scratch: ScratchCatalog

  init() throws {
    scratch = try ScratchCatalog()
    try SampleExports.data("catalog-0.1.0.db").write(to: URL(filePath: scratch.path))
  }

  /// What the saved queries that run without given values answer, the two exports, and what changed between them.
  private func answers(of catalog: Catalog) throws -> [String: [[QueryValue]]] {
    var answers: [String: [[QueryValue]]] = [:]
    for query in try SavedQueries().all where query.parameters.allSatisfy({ $0.defaultValue != nil }) {
      answers[query.name] = try catalog.withConnection { connection in
        try connection.rows(query.sql, parameters: try query.values(given: [:], on: connection))
      }
    }
    for export in try catalog.exports() {
      let name = QueryValue.text(export.name)
      answers["export \(export.name)"] = [
        [name, .integer(Int64(export.recordCount)), export.newestDate.map { .text($0) } ?? .null]
      ]
      var bytes: [UInt8] = []
      _ = try catalog.extract(export.name) { bytes += $0 }
      answers["extract \(export.name)"] = [[.blob(bytes)]]
    }
    try catalog.withComparison(old: "before", new: "after") { comparison in
      answers["diff"] = try comparison.result(of: "SELECT kind, count(*) FROM changes GROUP BY kind ORDER BY kind").rows
      answers["summary"] = [[.text(comparison.summary.summary)]]
    }
    return answers
  }

  @Test func `gives the same answers before and after it is brought up to date`() throws {
    let before = try answers(of: try Catalog(path: scratch.path))
    #expect(try Catalog(path: scratch.path).rows("PRAGMA user_version") == [[1]], "reading changes nothing")
    #expect(before.count > 20 && before["files-by-status"]?.isEmpty == false && before["diff"]?.isEmpty == false)

    let written = try Catalog(path: scratch.path, access: .readWrite)
    #expect(written.upgradedFrom == 1)
    #expect(try written.rows("PRAGMA user_version") != [[1]])
    #expect(try written.rows("PRAGMA integrity_check") == [["ok"]])
    let after = try answers(of: written)
    #expect(before.keys.sorted() == after.keys.sorted())
    for (name, rows) in before { #expect(after[name] == rows, "\(name)") }
  }

  @Test func `answers as a catalog that is imported today`() throws {
    let today = try ScratchCatalog()
    for (name, path) in [("before", "small/annotation.api.json"), ("after", "small/filtered/no-filter.json")] {
      try today.import(SampleExports.data(path), as: name, project: 7)
    }
    let (old, new) = (try answers(of: try scratch.open()), try answers(of: try today.open()))
    // The archive lists its media, and its dates of import are others.
    for name in [
      "files-by-status", "label-counts", "stats-by-user", "diff", "summary", "extract before", "extract after",
    ] {
      #expect(old[name] == new[name], "\(name)")
    }
  }

  @Test func `of a version to come is refused`() throws {
    try SQLiteShell.run("PRAGMA user_version = 99", on: scratch.path)
    for access in [Catalog.Access.readOnly, .readWrite] {
      #expect(throws: CatalogError.self) { try Catalog(path: scratch.path, access: access) }
    }
  }
}
