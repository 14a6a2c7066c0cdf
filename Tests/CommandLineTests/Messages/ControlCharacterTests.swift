import ControlText
import Foundation
import Testing

/// Names and data that try to steer the terminal: no command lets them, on the terminal or in what it says beside data.
@Suite struct ControlCharacterTests {
  private static let folder = Result { try HostileFolder.make() }
  private static let evil = HostileFolder.evil

  /// What each format makes of a result.
  private static let formats = ["table", "tsv", "csv", "json", "jsonl", "markdown", "line", "list", "html", "chart"]

  /// Runs, with `{}` for the folder; those that change the catalog do so to what it is already, or fail.
  private static let runs: [[String]] = plainRuns + formats.flatMap(runs(in:)) + diffs

  private static let plainRuns: [[String]] = [
    ["import", "{}/bad"], ["import", "{}/two.zip"], ["import", "{}/none\(evil)"], ["import", "{}/first.json"],
    ["import", "{}/first.json", "--as", HostileFolder.otherExport], ["import", "{}/first.json", "--on-error", evil],
    ["import", "{}/first.json", "--json"], ["set-project", HostileFolder.export, "7"], ["set-project", evil, "7"],
    ["forget", evil], ["--\(evil)"], [evil], ["sql", "SELECT '\(evil)"], ["sql", "SELECT \(evil) FROM files"],
    ["sql", "SELECT \"\(evil)\" FROM files"], ["sql", "SELECT 1", "--param", "\(evil)=1"],
    ["sql", "SELECT 1", "--param", evil], ["sql", "SELECT :\(evil.filter(\.isLetter))"],
    ["sql", "SELECT 1", "-f", evil],
    ["sql", "SELECT 1", "-o", "/none/\(evil)"], ["queries", HostileFolder.query], ["queries", evil],
    ["queries", HostileFolder.query, "--dialect", "spark"], ["queries", "overview", "--dialect", evil],
    ["queries", "bad\(evil)"], ["run", HostileFolder.query], ["run", HostileFolder.query, "needed=\(evil)"],
    ["run", HostileFolder.query, "\(evil)=1"], ["run", "files-by-status", "export=\(evil)"], ["run", evil],
    ["extract", HostileFolder.export], ["extract", evil], ["extract", "latest", "--where", evil],
    ["diff", HostileFolder.export, HostileFolder.otherExport, "--objects"], ["diff", evil, evil],
    ["diff", HostileFolder.export, HostileFolder.otherExport, "--fail-on", "\(evil) > 1"],
    ["history", evil], ["dump", HostileFolder.export, "{}/bad"], ["dump", evil, "{}/none"], ["datasette-metadata"],
  ]

  private static func runs(in format: String) -> [[String]] {
    [
      ["sql", "SELECT *, 1 AS \"\(evil)\" FROM files", "-f", format], ["exports", "-f", format],
      ["sql", "SELECT '\(evil)', 1", "-f", format], ["history", HostileFolder.id, "-f", format],
      ["queries", "-f", format], ["run", "label-counts", "-f", format],
    ]
  }

  private static let diffs: [[String]] = ["table", "tsv", "csv", "json", "jsonl", "markdown", "line", "list", "html"]
    .map { format in
      ["diff", HostileFolder.export, HostileFolder.otherExport, "--detail", "-f", format]
    }

  private static func words(_ run: [String], _ folder: FaultFolder) -> [String] {
    run.map { $0.replacing("{}", with: folder.url.path) }
  }

  private static func environment(_ folder: FaultFolder) -> [String: String] {
    ["PRESSMARK_CATALOG": folder.url.path + "/catalog.db", "PRESSMARK_QUERIES": folder.url.path + "/queries"]
  }

  /// What of a text would reach the terminal as more than a character to be seen, the program's own colours and the line
  /// of progress apart.
  private static func controls(in text: String) -> String {
    let own = text.replacing(
      #/\u{1B}\[[0-9;]*m|\r\u{1B}\[K|\r+\n/#.matchingSemantics(.unicodeScalar), with: "")
    var found = ""
    ControlText.forEachScalar(in: own) { scalar, isControl in
      if isControl, scalar != "\n", scalar != "\t" { found += ControlText.escape(scalar) }
    }
    return found
  }

  @Test("on a terminal", arguments: runs)
  func terminal(_ run: [String]) throws {
    let folder = try Self.folder.get()
    let terminal = try ProgramTerminal(Self.words(run, folder), environment: Self.environment(folder), columns: 200)
    let code = terminal.exitCode()
    #expect([0, 1, 2, 64].contains(code))
    #expect(!terminal.output.isEmpty)
    #expect(Self.controls(in: terminal.output) == "")
    for sign in HostileFolder.signs { #expect(!terminal.output.unicodeScalars.contains(sign)) }
  }

  @Test("beside data that goes elsewhere", arguments: runs)
  func piped(_ run: [String]) throws {
    let folder = try Self.folder.get()
    let words = Self.words(run, folder).map { "'\($0.replacing("'", with: "'\\''"))'" }.joined(separator: " ")
    let variables = Self.environment(folder).map { "\($0.key)='\($0.value)'" }.joined(separator: " ")
    let outcome = try Program.script("\(variables) timeout 60 pressmark \(words)", in: folder.url)
    #expect(Self.controls(in: outcome.errors) == "")
    for sign in HostileFolder.signs { #expect(!outcome.errors.unicodeScalars.contains(sign)) }
  }

  @Test("a file and a pipe get the data as it is")
  func exact() throws {
    let folder = try Self.folder.get()
    let sql = "SELECT author_name FROM files ORDER BY file_key LIMIT 1"
    let outcome = try Program.script(
      "pressmark sql '\(sql)' -f csv; pressmark sql '\(sql)' -f csv -o out.csv; cat out.csv", in: folder.url)
    let expected = "author_name\r\na\(Self.evil)\r\n"
    #expect(outcome.output.utf8.elementsEqual((expected + expected).utf8))
  }

  @Test("on a terminal JSON keeps its values")
  func json() throws {
    let folder = try Self.folder.get()
    for run in [["sql", "SELECT '\(Self.evil)' AS a", "-f", "json"], ["extract", HostileFolder.export]] {
      let terminal = try ProgramTerminal(run, environment: Self.environment(folder), columns: 10_000)
      #expect(terminal.exitCode() == 0)
      let text = terminal.output.prefix { $0 != "\r\n" || run[0] == "extract" }.replacing("1 records\r\n", with: "")
      let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
      let record = try #require((value as? [[String: Any]])?.first)
      let found = record[run[0] == "sql" ? "a" : "file_name"] as? String
      #expect(found?.utf8.elementsEqual(Self.evil.utf8) == true)
    }
  }

  /// What is typed into the shell, and a text that its answer has.
  private static let lines = [
    ".exports", ".use '\(HostileFolder.export)'", ".exports", ".use '\(evil)'", ".queries",
    ".queries '\(HostileFolder.query)'",
    ".queries '\(evil)'", ".run '\(HostileFolder.query)'", "1", ".run '\(HostileFolder.query)' '\(evil)=1'",
    ".param set a '\(evil)'", ".param", ".param unset '\(evil)'", ".mode '\(evil)'", ".mode line",
    "SELECT * FROM files;",
    ".mode json", "SELECT * FROM files;", ".mode table", "SELECT author_name FROM files;", ".last", ".chart",
    ".open '\(evil)'", ".read '\(evil)'", ".columns '\(evil)'", ".schema '\(evil)'", ".\(evil)",
    ".plan SELECT '\(evil)'",
    ".summarize files", ".diff '\(HostileFolder.export)' '\(HostileFolder.otherExport)'", "SELECT '\(evil)' FROM none;",
    ".output '/none/\(evil)'", ".attach '\(evil)' AS a", ".save '\(evil)'", ".save fine \(evil)", ".queries fine",
    ".history",
    ".last",
  ]

  @Test("in the shell, without and with a line editor", arguments: ["dumb", "xterm-256color"])
  func shell(_ kind: String) throws {
    let folder = try HostileFolder.make()
    var environment = Self.environment(folder)
    environment["TERM"] = kind
    environment["XDG_STATE_HOME"] = folder.url.path
    let terminal = try ProgramTerminal(["repl"], environment: environment, columns: 200, rows: 60)
    // What the terminal itself shows of what is typed ahead is none of the program's.
    terminal.echo(false)
    #expect(terminal.wait(for: "pressmark> ") != nil)
    for line in Self.lines {
      let mark = terminal.mark
      if kind == "dumb" {
        terminal.type(line.filter { $0 != "\u{7F}" } + "\n")
      } else {
        terminal.paste(line)
        terminal.type("\r")
      }
      #expect(terminal.wait(for: "> ", after: mark) != nil || terminal.wait(for: ": ", after: mark) != nil, "\(line)")
    }
    if kind != "dumb" {
      // Completion shows the names of exports.
      let mark = terminal.mark
      terminal.type(".use \t\t")
      #expect(terminal.wait(for: "202e", after: mark) != nil)
      terminal.type("\u{03}")
    }
    _ = terminal.leave()
    for sign in HostileFolder.signs {
      #expect(!terminal.output.unicodeScalars.contains(sign), "\(ControlText.visible(sign))")
    }
    if kind == "dumb" { #expect(Self.controls(in: terminal.output) == "") }
  }
}

extension String.UnicodeScalarView {
  /// Whether it contains the scalars one after the other, whatever characters they form.
  fileprivate func contains(_ text: String) -> Bool {
    let (all, part) = (Array(self), Array(text.unicodeScalars))
    return all.indices.contains { all[$0...].starts(with: part) }
  }
}
