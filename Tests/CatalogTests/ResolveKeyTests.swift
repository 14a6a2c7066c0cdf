import Catalogs
import ExportFormat
import Foundation
import SQLite
import Testing

@Suite struct ResolveKeyTests {
  static let edgeValues = ["NULL", "0", "7", "''", "'7'", "'abc'", "12345678901", "-1"]

  @Test(arguments: edgeValues, edgeValues)
  func `agrees with plain SQL on edge values`(project: String, reboundProject: String) throws {
    let scratch = try ScratchCatalog()
    try scratch.import("[]".utf8)
    let catalog = try scratch.open()
    for file in Self.edgeValues {
      for rebound in Self.edgeValues {
        func present(_ value: String) -> String { "nullif(nullif(\(value), 0), '')" }
        let plain = """
          'project_' || coalesce(\(present(reboundProject)), \(present(project))) || '/' \
          || coalesce(\(present(rebound)), \(present(file)))
          """
        let rows = try catalog.rows("SELECT resolve_key(\(project), \(file), \(reboundProject), \(rebound)), \(plain)")
        #expect(rows[0][0] == rows[0][1], "\(project) \(file) \(reboundProject) \(rebound)")
      }
    }
  }

  @Test(arguments: [
    ("resolve_key(7, 'a')", "project_7/a"), ("resolve_key('7', 'a', NULL)", "project_7/a"),
    ("resolve_key(7, 'a', 3, 'b')", "project_3/b"), ("resolve_key(7.0, 'a')", "project_7/a"),
    ("resolve_key(7, 'a', 0, '')", "project_7/a"), ("coalesce(resolve_key(NULL, 'a'), 'none')", "none"),
    ("coalesce(resolve_key(7, NULL), 'none')", "none"), ("resolve_key(NULL, NULL, 3, 'b')", "project_3/b"),
  ])
  func `follows the platform's rule`(expression: String, expected: String) throws {
    let scratch = try ScratchCatalog()
    try scratch.import("[]".utf8)
    #expect(try scratch.open().rows("SELECT \(expression)") == [[.text(expected)]])
  }

  @Test(arguments: ["resolve_key()", "resolve_key(1)", "resolve_key(1, 2, 3, 4, 5)"])
  func `refuses a wrong number of arguments`(expression: String) throws {
    let scratch = try ScratchCatalog()
    try scratch.import("[]".utf8)
    let catalog = try scratch.open()
    #expect(throws: SQLFailure.self) { try catalog.rows("SELECT \(expression)") }
  }

  @Test(arguments: ["seed-sample/annotation.api.json", "small/annotation.api.json"])
  func `gives the platform's own keys, as the view objects does`(path: String) throws {
    let scratch = try ScratchCatalog()
    let project = path.hasPrefix("seed") ? 1 : 7
    try scratch.import(SampleExports.data(path), as: "export", project: project)
    let rows = try scratch.open().rows(
      """
      SELECT o.file_id, o.storage_key, resolve_key(e.project_id, f.file_id, t.storage_project_id, d.original_id)
      FROM objects o
      JOIN files f USING (file_key)
      JOIN exports e ON e.export_id = f.export_id
      LEFT JOIN transfers t ON t.file_key = f.file_key
      LEFT JOIN duplicates d ON d.file_key = f.file_key
      """)
    let folder = path.split(separator: "/")[0]
    let lookup = try JSONDecoder().decode(Lookup.self, from: SampleExports.data("\(folder)/lookup.json"))
    let expected = Dictionary(uniqueKeysWithValues: lookup.files.map { ($0.id, "\($0.bucket)/\($0.object)") })
    #expect(rows.count == expected.count)
    for row in rows {
      #expect(row[1] == row[2])
      #expect(row[1].description == expected[row[0].description])
    }
  }

  private struct Lookup: Decodable {
    struct File: Decodable {
      let id: String
      let bucket: String
      let object: String
    }
    let files: [File]
  }
}
