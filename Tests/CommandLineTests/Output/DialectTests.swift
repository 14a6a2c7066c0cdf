import Foundation
import Testing

/// `queries NAME --dialect`: a saved query's text for another engine.
@Suite struct DialectTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-dialect-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "own"), withIntermediateDirectories: true)
    let query = """
      -- Late files
      -- :export : export = latest   Name of the export
      -- :label : label = NULL   Only with this label
      SELECT group_concat(CAST(file_key AS TEXT), ':label') FROM latest_files WHERE :label IS NULL
      """
    try query.write(to: folder.appending(path: "own/late.sql"), atomically: true, encoding: .utf8)
  }

  @Test(arguments: [
    ("spark", "SELECT listagg(CAST(file_key AS STRING), ':label') FROM latest_files WHERE :label IS NULL"),
    ("duckdb", "SELECT string_agg(CAST(file_key AS VARCHAR), ':label') FROM latest_files WHERE $label IS NULL"),
    (
      "postgresql",
      "SELECT string_agg(CAST(file_key AS text), ':label') FROM latest_files WHERE nullif(:'label', '') IS NULL"
    ),
  ]) func aQueryOfOnesOwnIsPrinted(dialect: String, sql: String) throws {
    let outcome = try Program.run(["queries", "late", "--queries", "own", "--dialect", dialect], in: folder)
    #expect(
      outcome.output == """
        -- Late files
        -- :export : export = latest   Name of the export
        -- :label : label = NULL   Only with this label
        \(sql)

        """)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
  }

  @Test func aBuiltInQueryKeepsItsHeader() throws {
    let page = try Program.run(["queries", "files-by-status"], in: folder)
    let outcome = try Program.run(["queries", "files-by-status", "--dialect", "duckdb"], in: folder)
    #expect(outcome.output.hasPrefix("-- Files by status\n"))
    #expect(outcome.output.contains("\n-- :export : export = latest   Name of the export\n"))
    #expect(outcome.output.contains("$export"))
    #expect(page.output.contains(":export") && !page.output.contains("$export"))
  }
}
