import Foundation
import Testing

/// One rule for formats: as it is named, else as the file is, else table on a terminal and tsv elsewhere.
@Suite struct FormatRuleTests {
  private let folder: FaultFolder

  init() throws {
    folder = try FaultFolder()
    try folder.write("old.jsonl", records: 3, date: "2024-01-01")
    try folder.write("new.jsonl", records: 4)
    for name in ["old", "new"] {
      let outcome = try Program.run(["import", "\(name).jsonl", "--as", name, "--project", "7"], in: folder.url)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
  }

  /// Commands with a result.
  private static let commands = [
    ["sql", "SELECT 1 AS a"], ["run", "files-by-status"], ["exports"], ["queries"], ["history", "none"],
    ["diff", "old", "new"],
  ]

  @Test(arguments: commands) func everyCommand(_ command: [String]) throws {
    let piped = try Program.run(command, in: folder.url)
    let named = try Program.run(command + ["-f", "tsv"], in: folder.url)
    #expect(piped.output == named.output && piped.status == named.status)
    let terminal = try ProgramTerminal(
      command, environment: ["PRESSMARK_CATALOG": folder.url.path + "/catalog.db"], columns: 200)
    #expect(terminal.exitCode() == piped.status)
    #expect(command[0] == "history" || terminal.output.contains("│"))
  }

  @Test func aScriptOnATerminalGivesTables() throws {
    try Data("SELECT 40 + 2 AS answer;\n".utf8).write(to: folder.url.appending(path: "s.sql"))
    let path = folder.url.path
    let terminal = try ProgramTerminal(
      ["-c", "\(path)/catalog.db", ".read \(path)/s.sql"], environment: [:])
    #expect(terminal.exitCode() == 0 && terminal.output.contains("│     42 │"))
    #expect(try Program.script("pressmark < s.sql", in: folder.url).output == "answer\n42\n")
  }

  @Test(arguments: [
    ("x.csv", "csv"), ("x.CSV", "csv"), ("x.tsv", "tsv"), ("x.json", "json"), ("x.jsonl", "jsonl"),
    ("x.ndjson", "jsonl"),
    ("x.md", "markdown"), ("x.html", "html"), ("x.txt", "tsv"), ("x", "tsv"), ("x.csv.old", "tsv"), ("csv", "tsv"),
    ("a.json/x.csv", "csv"), ("a.csv/x", "tsv"),
  ]) func theFilesName(_ name: String, _ format: String) throws {
    for folderName in ["a.json", "a.csv"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: folderName), withIntermediateDirectories: true)
    }
    for command in Self.commands where command[0] != "history" {
      let outcome = try Program.run(command + ["-o", name], in: folder.url)
      #expect(outcome.status == 0 && outcome.output == "", "\(outcome.errors)")
      let text = try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
      #expect(try Program.run(command + ["-f", format], in: folder.url).output == text)
      // What is named wins.
      _ = try Program.run(command + ["-o", name, "-f", "list"], in: folder.url)
      let list = try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
      #expect(try Program.run(command + ["-f", "list"], in: folder.url).output == list)
    }
  }

  @Test(arguments: commands) func aDashIsStandardOutput(_ command: [String]) throws {
    let outcome = try Program.run(command + ["-o", "-"], in: folder.url)
    #expect(try outcome.output == Program.run(command, in: folder.url).output)
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "-").path))
  }

  @Test(arguments: [
    ("x.csv.gz", "error: x.csv.gz would not be compressed"), ("x.zst", "error: x.zst would not be compressed"),
    ("x.xlsx", "error: x.xlsx names a format that is not written"), ("x.parquet", "error: x.parquet names a format"),
  ]) func namesThatWouldBeWrong(_ name: String, _ message: String) throws {
    for command in Self.commands + [["extract", "new"]] {
      let outcome = try Program.run(command + ["-o", name], in: folder.url)
      #expect(outcome.status == 64 && outcome.errors.hasPrefix(message), "\(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: name).path))
    }
  }

  @Test func anExtractSaysWhereTheNameIsWrong() throws {
    let outcome = try Program.run(["extract", "new", "-o", "x.csv"], in: folder.url)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "4 records\nwarning: x.csv says csv, but what was written is json\n")
  }

  @Test(arguments: [
    ("tsv", "1\t\\N\n"), ("csv", "1,\r\n"), ("list", "1|\n"), ("table", "┌───┬──────┐\n│ 1 │ NULL │\n└───┴──────┘\n"),
    ("markdown", "|    1 | NULL |\n"),
  ]) func withoutHeader(_ format: String, _ output: String) throws {
    let words = ["sql", "SELECT 1 AS a, NULL AS text", "-f", format, "--no-header"]
    let outcome = try Program.run(words, in: folder.url)
    #expect(outcome.output.split(separator: "\n").count == output.split(separator: "\n").count)
    #expect(outcome.output.replacing(" ", with: "") == output.replacing(" ", with: ""), "\(outcome.errors)")
  }

  @Test(arguments: ["json", "jsonl", "line", "html", "chart"]) func noHeaderToLeaveOut(_ format: String) throws {
    let outcome = try Program.run(["sql", "SELECT 1", "-f", format, "--no-header"], in: folder.url)
    #expect(outcome.status == 64)
    #expect(
      outcome.errors.hasPrefix("error: --no-header goes with table, tsv, csv, markdown and list, not with \(format)"))
  }

  @Test(arguments: [
    ("SELECT :export AS e", "new\n"), ("SELECT :latest AS e, :previous AS p", "new|old\n"),
    ("SELECT :old AS o, :new AS n", "old|new\n"), ("SELECT $export, @old", "new|old\n"),
    ("SELECT count(*) FROM files f JOIN exports e USING (export_id) WHERE e.name = :export", "4\n"),
  ]) func exportsAsParameters(_ sql: String, _ output: String) throws {
    #expect(try Program.run(["sql", sql, "-f", "list"], in: folder.url).output == output)
  }

  @Test(arguments: [
    (["-f", "CSV"], "a\r\n=1\r\n"), (["--csv-safe", "-f", "csv"], "a\r\n\"'=1\"\r\n"),
    (["--csv-safe", "-o", "x.csv"], ""), (["-o", "x.csv", "--no-header"], ""),
  ]) func optionsGoByTheFormat(_ words: [String], _ output: String) throws {
    let outcome = try Program.run(["sql", "SELECT '=1' AS a"] + words, in: folder.url)
    #expect(outcome.status == 0 && outcome.output == output, "\(outcome.errors)")
  }

  @Test func valuesThatAreGivenWin() throws {
    let words = ["sql", "SELECT :export AS e, :new AS n", "-f", "list", "-p", "export=previous", "-p", "new=other"]
    #expect(try Program.run(words, in: folder.url).output == "old|other\n")
  }

  @Test func anEmptyCatalogHasNoLatest() throws {
    let outcome = try Program.script(
      "pressmark forget old; pressmark forget new; pressmark sql 'SELECT :export'", in: folder.url)
    #expect(outcome.status == 2 && outcome.errors.contains("error: "), "\(outcome.errors)")
  }

  @Test func bothListingsOfExportsAreOne() throws {
    let shell = try Program.script("echo .exports | pressmark", in: folder.url)
    #expect(try shell.output == Program.run(["exports"], in: folder.url).output)
  }
}
