import CatalogFixture
import Catalogs
import Foundation
import Output
import SQLite
import Testing

/// The ways a comparison is written.
@Suite struct DiffReportTests {
  /// Two exports in which one file changed its status, one came, and a person has a hostile name.
  static let exports =
    TestCatalog.twoExports + """

      UPDATE files SET author_name = '<b>|an*n' || char(10) || char(27) || '[31m' WHERE file_id = 'aa';
      """

  func written(_ format: DiffFormat, details: ChangeFilter? = nil, limit: Int? = nil) throws -> String {
    let folder = try TestCatalog(Self.exports)
    let catalog = try folder.open()
    var bytes: [UInt8] = []
    let writer = ByteWriter { piece in
      bytes += piece
      return nil
    }
    let report = DiffReport(format: format, options: FormatOptions(), details: details, limit: limit)
    try catalog.withComparison(old: "previous", new: "latest") { comparison in
      _ = try catalog.withConnection { try report.write(comparison.summary, on: $0, to: writer) }
    }
    writer.flush()
    return String(decoding: bytes, as: UTF8.self)
  }

  func object(_ text: some StringProtocol) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test(arguments: DiffFormat.allCases) func noFormatLetsControlsThrough(_ format: DiffFormat) throws {
    let text = try written(format, details: ChangeFilter())
    #expect([.tsv, .csv, .list].contains(format) || !text.unicodeScalars.contains { $0 == "\u{1B}" })
    let line = format == .markdown ? "2 → 3 files: +1 −0 \\~2 (" : "2 → 3 files: +1 −0 ~2 ("
    #expect([.tsv, .csv, .line, .list].contains(format) || text.contains(line))
  }

  @Test func theTableSaysWhatIsCut() throws {
    let text = try written(.table, details: ChangeFilter(kinds: [.status]), limit: 1)
    #expect(text.contains("… and 1 more of 2: --limit 2 shows all"))
    #expect(text.contains("1 accepted file was declined (a→d)"))
    #expect(text.contains("2 + 1 added − 0 gone from the export = 3 files; 2 changed, 0 touched"))
  }

  @Test func jsonIsOneObjectWithItsChanges() throws {
    let plain = try object(try written(.json))
    #expect(plain["version"] as? Int == 1 && plain["changes"] == nil)
    let detailed = try object(try written(.json, details: ChangeFilter(), limit: 2))
    #expect((detailed["changes"] as? [Any])?.count == 2)
    #expect((detailed["changes_total"] as? Int ?? 0) > 2)
  }

  @Test func jsonLinesEndWithTheSummary() throws {
    let lines = try written(.jsonl).split(separator: "\n").map { try object($0) }
    #expect(lines.dropLast().allSatisfy { $0["record"] as? String == "change" && $0["kind"] is String })
    #expect(lines.last?["record"] as? String == "summary" && lines.last?["version"] as? Int == 1)
  }

  @Test func rowsHaveTheColumnsOfChanges() throws {
    #expect(try written(.csv).hasPrefix(ChangeFilter.columns.joined(separator: ",")))
    #expect(try written(.tsv).hasPrefix(ChangeFilter.columns.joined(separator: "\t")))
  }

  @Test func aListHasTheValuesOfTheRows() throws {
    let list = try written(.list, details: ChangeFilter(kinds: [.status]))
    #expect(list.hasSuffix("\n2025-05-01|2025-06-10|bb|status|status|v|a|||bob|vic|0|\n"))
  }

  @Test func markdownFoldsDetailsAndEscapesNames() throws {
    let text = try written(.markdown, details: ChangeFilter())
    #expect(text.contains("<details><summary>Details</summary>") && text.contains("</details>"))
    #expect(!text.contains("<b>") && text.contains("\\|an\\*n"))
  }

  @Test func htmlIsSelfContainedAndEscaped() throws {
    let text = try written(.html, details: ChangeFilter())
    #expect(text.hasPrefix("<!DOCTYPE html>") && text.hasSuffix("</html>\n"))
    #expect(!text.contains("<b>") && text.contains("&lt;b&gt;|an*n"))
    #expect(!text.contains("src=") && !text.contains("href="))
  }

  /// What the schema requires is there, and what is there the schema knows.
  @Test func theSchemaDescribesTheObject() throws {
    let repository = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    let schema = try object(
      String(decoding: try Data(contentsOf: repository.appending(path: "docs/diff.schema.json")), as: UTF8.self))
    try expect(try object(try written(.json, details: ChangeFilter())), matches: schema, at: "$")
  }

  private func expect(_ value: Any, matches schema: [String: Any], at path: String) throws {
    if let object = value as? [String: Any] {
      let properties = try #require(schema["properties"] as? [String: [String: Any]], "\(path) is no object")
      for name in schema["required"] as? [String] ?? [] { #expect(object[name] != nil, "\(path).\(name) is missing") }
      for (name, member) in object {
        let property = try #require(properties[name], "\(path).\(name) is not in the schema")
        try expect(member, matches: property, at: "\(path).\(name)")
      }
    } else if let list = value as? [Any] {
      let items = try #require(schema["items"] as? [String: Any], "\(path) is no list")
      for item in list { try expect(item, matches: items, at: "\(path)[]") }
    } else if let text = value as? String, let known = schema["enum"] as? [String] {
      #expect(known.contains(text), "\(path) is \(text)")
    }
  }
}
