import Catalogs
import Foundation
import SQLite
import Testing

/// The shell as a person meets it, on a terminal.
@Suite(.serialized) struct ShellTerminalTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-terminal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try Catalog(path: folder.appending(path: "catalog.db").path, access: .create)
  }

  private func start(
    _ arguments: [String] = [], _ change: [String: String] = [:], columns: UInt16 = 80
  ) throws -> ProgramTerminal {
    var environment = ["PRESSMARK_CATALOG": folder.appending(path: "catalog.db").path, "XDG_STATE_HOME": folder.path]
    environment.merge(change) { $1 }
    let terminal = try ProgramTerminal(arguments, environment: environment, columns: columns)
    try #require(terminal.wait(for: "pressmark>") != nil)
    return terminal
  }

  private func clean() { try? FileManager.default.removeItem(at: folder) }

  @Test(arguments: [(SIGTERM, "xterm"), (SIGHUP, "xterm"), (SIGQUIT, "dumb"), (SIGTERM, "dumb")])
  func aSignalEndsTheSession(signal: Int32, terminal kind: String) throws {
    defer { clean() }
    let file = folder.appending(path: "out.txt")
    for statement in [
      "SELECT 1 AS a;", "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n;",
    ] {
      let terminal = try start(["repl"], ["TERM": kind])
      let mark = terminal.mark
      terminal.type(".output \(file.path)\r")
      #expect(terminal.wait(for: "pressmark>", after: mark) != nil)
      terminal.type(statement + "\r")
      terminal.wait(for: ";", after: mark)
      Thread.sleep(forTimeInterval: 0.3)
      terminal.send(signal)
      #expect(terminal.exitCode() == 128 + signal)
      #expect(terminal.output.contains("interrupted"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).allSatisfy { !$0.hasSuffix(".part") })
      #expect(!FileManager.default.fileExists(atPath: file.path))
    }
  }

  @Test(arguments: ["o'brien", "a b"]) func theEditorGetsItsFile(folderName: String) throws {
    defer { clean() }
    let place = folder.appending(path: folderName)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let terminal = try start([], ["TMPDIR": place.path, "EDITOR": "sed -i -e s/five/six/"])
    #expect(terminal.ask("SELECT 'five' AS n;", expecting: "1 row"))
    #expect(terminal.ask(".edit", expecting: "│ six"))
    #expect(terminal.leave() == 0)
  }

  @Test func thePromptComesAndCtrlDLeaves() throws {
    defer { clean() }
    let terminal = try start()
    #expect(terminal.wait(for: "No exports yet: pressmark import FILE") != nil)
    terminal.type("\u{04}")
    #expect(terminal.exitCode() == 0)
  }

  @Test(arguments: ["-c", "--catalog", "--catalog="]) func theCatalogAloneOpensTheShellOnIt(option: String) throws {
    defer { clean() }
    let path = folder.appending(path: "catalog.db").path
    let words = option.hasSuffix("=") ? [option + path] : [option, path]
    let terminal = try start(words, ["PRESSMARK_CATALOG": "/nowhere/catalog.db"])
    #expect(terminal.wait(for: "No exports yet: pressmark import FILE") != nil)
    #expect(terminal.leave() == 0)
  }

  @Test(arguments: [["FILE"], ["repl", "FILE"], ["FILE", "--write"], ["--write", "FILE"], ["--", "FILE"]])
  func aCatalogsNameOpensTheShellOnIt(words: [String]) throws {
    defer { clean() }
    let path = folder.appending(path: "catalog.db").path
    let terminal = try start(words.map { $0 == "FILE" ? path : $0 }, ["PRESSMARK_CATALOG": "/nowhere/catalog.db"])
    #expect(terminal.wait(for: "No exports yet: pressmark import FILE") != nil)
    #expect(terminal.ask("SELECT 40 + 2 AS answer;", expecting: "│     42 │"))
    #expect(terminal.leave() == 0)
  }

  @Test(arguments: [
    (["FILE", "SELECT 40 + 2 AS answer"], "│     42 │"), (["SELECT 40 + 2 AS answer"], "│     42 │"),
    (["FILE", ".tables exports"], "exports"), (["FILE", "SELECT 40 + 2 AS answer", ".last line"], "answer = 42"),
    (["FILE", "exports"], "also_called"), ([".help quit"], "leaves; so does Ctrl-D"),
  ]) func whatFollowsTheCatalogRuns(words: [String], output: String) throws {
    defer { clean() }
    let path = folder.appending(path: "catalog.db").path
    let terminal = try ProgramTerminal(
      words.map { $0 == "FILE" ? path : $0 }, environment: ["PRESSMARK_CATALOG": path], columns: 160)
    #expect(terminal.exitCode() == 0)
    #expect(terminal.output.contains(output), "\(terminal.output)")
  }

  @Test func aMissingCatalogStartsNoShell() throws {
    defer { clean() }
    let terminal = try ProgramTerminal([folder.appending(path: "none.db").path], environment: [:])
    #expect(terminal.exitCode() == 2)
    #expect(terminal.output.contains("there is no catalog at"))
  }

  @Test func anOptionThatTheShellHasNotIsRefused() throws {
    defer { clean() }
    let terminal = try ProgramTerminal(["--nonsense"], environment: [:])
    #expect(terminal.wait(for: "error:\u{1B}[0m the shell has no option --nonsense") != nil)
    #expect(terminal.exitCode() == 64)
  }

  @Test func ctrlCStopsACrossJoinAndKeepsTheSession() throws {
    defer { clean() }
    let terminal = try start(["repl"])
    let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)"
    terminal.type("\(numbers) SELECT count(*) FROM n a, n b, n c;\r")
    #expect(terminal.wait(for: "Ctrl-C stops it") != nil)
    terminal.type("\u{03}")
    #expect(terminal.wait(for: "interrupted") != nil)
    #expect(terminal.ask("SELECT 40 + 2 AS answer;", expecting: "42"))
  }

  @Test(arguments: [".open other.db", ".help"]) func ctrlCStopsAStatementAfterACatalogOrAPagerWasLeft(
    command: String
  ) throws {
    defer { clean() }
    let other = folder.appending(path: "other.db").path
    _ = try Catalog(path: other, access: .create)
    let terminal = try start()
    #expect(terminal.ask(command.replacing("other.db", with: other), expecting: "pressmark>"))
    terminal.type("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n;\r")
    #expect(terminal.wait(for: "Ctrl-C stops it") != nil)
    terminal.type("\u{03}")
    #expect(terminal.wait(for: "interrupted") != nil)
    #expect(terminal.ask("SELECT 41 + 1 AS n;", expecting: "42"))
    #expect(terminal.leave() == 0)
  }

  @Test func theRowsUntilCtrlCAreShown() throws {
    defer { clean() }
    let terminal = try start(["repl"])
    terminal.type("WITH RECURSIVE n(i) AS (SELECT 700001 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;\r")
    #expect(terminal.wait(for: "Ctrl-C stops it") != nil)
    terminal.type("\u{03}")
    #expect(terminal.wait(for: "rows until it was interrupted") != nil)
    #expect(terminal.wait(for: "700010") != nil)
    #expect(terminal.leave() == 0)
  }

  @Test func ctrlCAtThePromptClearsTheLine() throws {
    defer { clean() }
    let terminal = try start(["repl"])
    terminal.type("SELECT nonsense")
    terminal.type("\u{03}")
    #expect(terminal.ask("SELECT 40 + 2 AS answer;", expecting: "42"))
  }

  @Test func pastedLinesRunOneByOneAndCompleteNothing() throws {
    defer { clean() }
    let terminal = try start(["repl"])
    let lines = (1...200).map { "SELECT\t\($0) + 100000 AS n;" }
    terminal.paste(lines.joined(separator: "\n"))
    terminal.type("\r")
    #expect(terminal.wait(for: "100200 │") != nil)
    #expect(terminal.ask("SELECT 40 + 2 AS answer;", expecting: "42"))
  }

  @Test func aLongLineRuns() throws {
    defer { clean() }
    let terminal = try start(["repl"])
    terminal.paste("SELECT length('\(String(repeating: "x", count: 10_000))') + 7 AS n;")
    terminal.type("\r")
    #expect(terminal.wait(for: "10007") != nil)
  }

  @Test(arguments: ["Привет", "日本語", "👩‍🚀🇺🇦"]) func anyScriptIsTypedAndShown(text: String) throws {
    defer { clean() }
    let terminal = try start(["repl"])
    #expect(terminal.ask("SELECT '\(text)' || '!' AS t;", expecting: "│ \(text)! │"))
  }

  @Test func tablesFollowTheWindow() throws {
    defer { clean() }
    let terminal = try start(["repl"], columns: 100)
    let sql = "SELECT '\(String(repeating: "a", count: 90))' AS t;"
    #expect(terminal.ask(sql, expecting: String(repeating: "a", count: 90) + " │"))
    terminal.resize(columns: 40, rows: 20)
    #expect(terminal.ask(sql, expecting: "│ " + String(repeating: "a", count: 35) + "… │"))
  }

  @Test func historyOutlivesTheSession() throws {
    defer { clean() }
    let first = try start(["repl"])
    #expect(first.ask("SELECT\r6 * 111 AS n;", expecting: "666"))
    #expect(first.leave() == 0)
    let second = try start(["repl"])
    let start = second.mark
    second.type("\u{1B}[A\r")
    #expect(second.wait(for: "666", after: start) != nil)
  }

  @Test func noColourWhereNoneIsWanted() throws {
    defer { clean() }
    let terminal = try start(["repl"], ["NO_COLOR": "1"])
    #expect(terminal.ask("SELECT NULL AS n, 'text' AS t;", expecting: "1 row"))
    for style in ["[0;1;34m", "[0;32m", "[2mNULL"] { #expect(!terminal.output.contains("\u{1B}" + style)) }
  }

  @Test func aMistypedPathMakesNoFile() throws {
    defer { clean() }
    let path = folder.appending(path: "mistyped.db").path
    let terminal = try start(["repl", "--catalog", path])
    #expect(terminal.wait(for: "there is no catalog at") != nil)
    #expect(terminal.wait(for: "pressmark import FILE") != nil)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
