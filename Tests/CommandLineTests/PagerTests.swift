import Catalogs
import Foundation
import SQLite
import Testing

/// The pager's end is the end of one output, and of nothing else.
@Suite(.serialized) struct PagerTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-pager-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try Catalog(path: folder.appending(path: "catalog.db").path, access: .create)
  }

  private func clean() { try? FileManager.default.removeItem(at: folder) }

  private func start(_ environment: [String: String]) throws -> ProgramTerminal {
    var variables = ["PRESSMARK_CATALOG": folder.appending(path: "catalog.db").path, "XDG_STATE_HOME": folder.path]
    variables.merge(environment) { $1 }
    let terminal = try ProgramTerminal(["repl"], environment: variables)
    try #require(terminal.wait(for: "pressmark>") != nil)
    return terminal
  }

  /// A program for tests, in a folder of its own for `$PATH`.
  private func makeProgram(_ name: String, _ script: String) throws -> String {
    let programs = folder.appending(path: "bin")
    try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
    let path = programs.appending(path: name).path
    try ("#!/bin/sh\n" + script + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  /// What the session had before a pager, it has after it.
  private func expectSession(_ terminal: ProgramTerminal, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(terminal.ask("SELECT sum(a) + :p AS s FROM temp.t;", expecting: "│ 1003 │"), sourceLocation: sourceLocation)
    #expect(terminal.leave() == 0, sourceLocation: sourceLocation)
  }

  private func prepare(_ terminal: ProgramTerminal) {
    #expect(terminal.ask("CREATE TEMP TABLE t (a); INSERT INTO t VALUES (1), (2);", expecting: "pressmark>"))
    #expect(terminal.ask(".param p=1000", expecting: "pressmark>"))
  }

  private static let numbers =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000) SELECT i FROM n;"

  /// Pagers that leave early, fail or are killed, and what is seen then.
  @Test(arguments: [
    ("head -n 2", "until the pager was left"), ("true", "until the pager was left"),
    ("head -n 1; exit 3", "ended with exit code 3"),
    ("head -c 1; kill -9 $$", "was ended by signal 9"), ("exec 0<&-; sleep 0.2", "until the pager was left"),
  ]) func aPagerThatIsLeftEndsItsOutput(pager: String, seen: String) throws {
    defer { clean() }
    let terminal = try start(["PAGER": pager])
    prepare(terminal)
    #expect(terminal.ask(".mode csv", expecting: "pressmark>"))
    #expect(terminal.ask(Self.numbers, expecting: seen))
    #expect(terminal.ask(".mode table", expecting: "pressmark>"))
    #expect(!terminal.output.contains("error"))
    expectSession(terminal)
  }

  /// Every command with long output.
  @Test(arguments: [
    ".last", ".last json", ".help", ".schema", ".queries", ".tables", ".summarize files", ".history", ".mode",
  ]) func everyLongOutputGoesThroughThePager(command: String) throws {
    defer { clean() }
    let pager = try makeProgram("seven", "head -n 1 > \(folder.path)/seen; exit 0")
    let terminal = try start(["PAGER": pager])
    terminal.resize(columns: 80, rows: 5)
    prepare(terminal)
    #expect(terminal.ask(Self.numbers, expecting: "300,000 rows"))
    #expect(terminal.ask(command, expecting: "pressmark>"))
    expectSession(terminal)
    #expect(try Data(contentsOf: folder.appending(path: "seen")).count > 1)
  }

  @Test func whatANamedPagerCannotShowAnotherDoes() throws {
    defer { clean() }
    let less = try makeProgram("less", "echo LESS; head -n 2 > /dev/null")
    let path = URL(filePath: less).deletingLastPathComponent().path
    for (pager, isNamed) in [
      ("no-such-pager", true), ("no-such-pager \"$HOME\"", true), ("false", true), ("exit 126", true), ("exit 4", true),
      ("less -R", false),
    ] {
      let terminal = try start(["PAGER": pager, "PATH": path + ":/usr/bin:/bin"])
      prepare(terminal)
      #expect(terminal.ask(".help", expecting: "LESS"))
      #expect(terminal.output.contains("the pager \(pager) that $PAGER names can't be started") == isNamed, "\(pager)")
      let mark = terminal.mark
      #expect(terminal.ask(".help", expecting: "LESS"))
      #expect(
        !String(decoding: Array(terminal.output.utf8).dropFirst(mark), as: UTF8.self).contains("can't be started"))
      expectSession(terminal)
    }
  }

  @Test func withoutLessMoreShowsItAndWithoutBothTheTerminal() throws {
    defer { clean() }
    let more = try makeProgram("more", "echo MORE; head -n 2 > /dev/null")
    let path = URL(filePath: more).deletingLastPathComponent().path
    let terminal = try start(["PAGER": "no-such-pager", "PATH": path])
    #expect(terminal.ask(".help", expecting: "MORE"))
    #expect(terminal.leave() == 0)
    for environment in [["PATH": "/nowhere", "PAGER": "no-such-pager"], ["PAGER": ""], ["PAGER": "cat"]] {
      let terminal = try start(environment)
      prepare(terminal)
      #expect(terminal.ask(".help", expecting: "leaves; so does Ctrl-D"))
      #expect(!terminal.output.contains("not found"))
      expectSession(terminal)
    }
  }

  @Test func aKilledPagerLeavesTheTerminalAsItWas() throws {
    defer { clean() }
    let pager = try makeProgram("rough", "stty raw -echo < /dev/tty; echo RAW; head -n 1 > /dev/null; kill -9 $$")
    // A dumb terminal has no line editor: the line discipline itself must be as before.
    let terminal = try start(["PAGER": pager, "TERM": "dumb"])
    prepare(terminal)
    #expect(terminal.ask(".help", expecting: "RAW"))
    // Some shells report a program's signal as their own exit code.
    #expect(terminal.wait(for: "the pager \(pager) ") != nil)
    expectSession(terminal)
    #expect(terminal.output.contains("SELECT sum(a) + :p"))
  }

  @Test func ctrlCWhileAPagerRuns() throws {
    defer { clean() }
    // The pager lives on, as less does, until a key comes.
    let pager = try makeProgram(
      "patient", "trap '' INT; head -n 3; echo READY; read line < /dev/tty; echo GONE")
    let terminal = try start(["PAGER": pager])
    prepare(terminal)
    // All output is written: Ctrl-C is the pager's.
    var mark = terminal.mark
    terminal.type(".help\r")
    #expect(terminal.wait(for: "READY", after: mark) != nil)
    terminal.type("\u{03}")
    Thread.sleep(forTimeInterval: 0.2)
    terminal.type("\r")
    #expect(terminal.wait(for: "GONE", after: mark) != nil)
    #expect(terminal.ask("SELECT 40 + 2 AS n;", expecting: "42"))
    #expect(!terminal.output.contains("interrupted"))
    // A statement still makes output: Ctrl-C stops it.
    #expect(terminal.ask(".mode csv", expecting: "pressmark>"))
    mark = terminal.mark
    terminal.type("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n;\r")
    #expect(terminal.wait(for: "READY", after: mark) != nil)
    terminal.type("\u{03}")
    Thread.sleep(forTimeInterval: 0.2)
    terminal.type("\r")
    #expect(terminal.wait(for: "interrupted", after: mark) != nil)
    #expect(terminal.ask(".mode table", expecting: "pressmark>"))
    expectSession(terminal)
  }

  /// A statement that gives no more rows for now does not notice by writing that nobody reads.
  @Test func leavingThePagerStopsASlowStatement() throws {
    defer { clean() }
    let pager = try makeProgram("short", "head -n 3; echo READY")
    let terminal = try start(["PAGER": pager])
    prepare(terminal)
    #expect(terminal.ask(".mode csv", expecting: "pressmark>"))
    terminal.type(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 100 OR i > 1e15;\r")
    #expect(terminal.wait(for: "READY") != nil)
    #expect(terminal.wait(for: "99 rows until the pager was left") != nil)
    #expect(terminal.ask(".last", expecting: "the statement was stopped after 99 rows; there may be more"))
    #expect(terminal.ask(".mode table", expecting: "pressmark>"))
    expectSession(terminal)
  }
}
