import Catalogs
import SQLite
import Testing

@testable import Output

@Suite struct ListFormatTests {
  @Test(
    arguments: [
      ([["project_7/aa"], ["project_7/bb"]], "project_7/aa\nproject_7/bb\n"), ([], ""),
      ([[1, nil, 2.5, "a|b"]], "1||2.5|a|b\n"), ([[nil]], "\n"), ([[""]], "\n"), ([[.blob([0, 255])]], "x'00ff'\n"),
      ([["two\nlines\t\u{1B}"]], "two\nlines\t\u{1B}\n"),
    ] as [([[QueryValue]], String)]) func values(rows: [[QueryValue]], text: String)
  {
    let columns = (0..<(rows.first?.count ?? 1)).map { "c\($0)" }
    #expect(written("list", QueryResult(columns: columns, rows: rows)) == text)
    #expect(written("list", QueryResult(columns: columns, rows: rows)) { $0.hasHeader = false } == text)
  }

  @Test func aTerminalSeesControls() {
    let result = QueryResult(columns: ["a"], rows: [["x\u{1B}[31m\u{202E}"]])
    #expect(written("list", result) { $0.escapesControls = true } == "x\\x1b[31m\\u202e\n")
  }

  @Test(
    arguments: [
      ("labels.csv", "csv"), ("a/b.TSV", "tsv"), ("x.tab", "tsv"), ("x.json", "json"), ("x.jsonl", "jsonl"),
      ("x.ndjson", "jsonl"), ("x.md", "markdown"), ("x.markdown", "markdown"), ("x.htm", "html"), ("x.txt", nil),
      ("x", nil),
      ("", nil), (".csv", nil), ("a.csv/", "csv"), ("a.csv/b", nil), ("/dev/stdout", nil), ("x.", nil),
      ("e\u{301}.csv", "csv"),
    ] as [(String, String?)]) func namesOfFiles(path: String, name: String?) throws
  {
    #expect(try OutputFormat.named(byPath: path)?.name == name)
  }

  @Test(arguments: ["x.csv.gz", "x.zip", "x.xlsx", "x.XZ"]) func namesThatAreRefused(path: String) {
    #expect(throws: OutputNameError.self) { try OutputFormat.named(byPath: path) }
  }
}
