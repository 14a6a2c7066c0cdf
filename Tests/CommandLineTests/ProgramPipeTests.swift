import Catalogs
import Foundation
import SQLite
import Testing

/// Results go into commands, for people and for scripts that may start programs.
@Suite struct ProgramPipeTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "pressmark-pipe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    _ = try Catalog(path: folder.appending(path: "catalog.db").path, access: .create)
  }

  private func clean() { try? FileManager.default.removeItem(at: folder) }

  private func run(_ script: String, _ options: String = "--allow-shell") throws -> Program.Outcome {
    try Data(script.utf8).write(to: folder.appending(path: "in.sql"))
    return try Program.script("pressmark repl \(options) < in.sql", in: folder)
  }

  @Test(arguments: [
    (".once |wc -l\nSELECT 1;\nSELECT 2 AS b;", "2\nb\n2\n"), (".once | wc -l\nSELECT 1;", "2\n"),
    (".once |sed \"s/1/a  b/\" | tail -1\nSELECT 1;", "a  b\n"),
    (
      "SELECT 0 AS a;\n.output |sed s/^/x/\nSELECT 1 AS b;\nSELECT 2 AS c;\n.output\nSELECT 3 AS d;",
      "a\n0\nxb\nx1\nxc\nx2\nd\n3\n"
    ),
    (".output |sed s/^/x/\nSELECT 1 AS b;", "xb\nx1\n"), (".output |cat -n\n.output\nSELECT 1 AS a;", "a\n1\n"),
    (".mode csv\n.once |cat\nSELECT 1 AS a;", "a\r\n1\r\n"),
    (".once |cat\nCREATE TEMP TABLE t (a);\nSELECT 1 AS a;", "a\n1\n"),
    (".once |true\nSELECT 1;\nSELECT 2 AS a;", "a\n2\n"), (".once |cat\n.mode json\nSELECT 1 AS a WHERE 0;", "[]\n"),
    (".shell echo hello; echo there", "hello\nthere\n"),
    ("SELECT 1 AS a;\n.system echo b\nSELECT 2 AS c;", "a\n1\nb\nc\n2\n"),
    (".!echo b", "b\n"), ("\\!echo b", "b\n"), ("\\! echo b", "b\n"), (".shell cat\nSELECT 1 AS a;", "a\n1\n"),
    (".output |head -n 1\n\(many)\(many)SELECT 5 AS e;\n.output\nSELECT 6 AS f;", "i\nf\n6\n"),
    (".once |head -n 2\n\(many)SELECT 6 AS f;", "i\n1\nf\n6\n"), (".once |true\n\(many)SELECT 6 AS f;", "f\n6\n"),
    (".output |exec 0<&-; sleep 0.3\n\(many).output\nSELECT 6 AS f;", "f\n6\n"),
  ]) func resultsGoIntoCommands(script: String, output: String) throws {
    defer { clean() }
    let outcome = try run(script)
    #expect(outcome.output == output && outcome.status == 0, "\(outcome)")
    if !script.contains(".output |head") { #expect(!outcome.errors.contains("error"), "\(outcome)") }
  }

  private static let many =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000) SELECT i FROM n;\n"

  @Test(arguments: [
    (".once |exit 3\nSELECT 1;\nSELECT 2;", "error in line 2: |exit 3 ended with exit code 3", ""),
    (".once |no-such-command\nSELECT 1;\nSELECT 2;", "|no-such-command ended with exit code 127", ""),
    (".output |exit 3\nSELECT 1;\n.output\nSELECT 2;", "error in line 3: |exit 3 ended with exit code 3", ""),
    (".output |cat; exit 4\nSELECT 1 AS a;", "|cat; exit 4 ended with exit code 4", "a\n1\n"),
    (".once |kill -9 $$\nSELECT 1;", "|kill -9 $$ was ended by signal 9", ""),
    (".shell exit 3\nSELECT 1;", "error in line 1: exit 3 ended with exit code 3", ""),
    (".shell\nSELECT 1;", "usage: .shell COMMAND", ""), (".once |\nSELECT 1;", "usage: .once FILE or |COMMAND", ""),
    (".once\nSELECT 1;", "usage: .once", ""), (".once a b\nSELECT 1;", "usage: .once", ""),
    (".output a b\nSELECT 1;", "usage: .output", ""),
    (".once |cat\nSELECT x;\nSELECT 1;", "no such column: x", ""),
  ]) func whatACommandFailsWithIsSaid(script: String, message: String, output: String) throws {
    defer { clean() }
    let outcome = try run(script)
    #expect(outcome.errors.contains(message) && outcome.output == output && outcome.status == 2, "\(outcome)")
  }

  @Test(arguments: [
    ".shell touch made", ".system touch made", "\\!touch made", ".once |touch made", ".output |touch made",
  ])
  func scriptsAndFilesNeedTheFlag(command: String) throws {
    defer { clean() }
    let made = folder.appending(path: "made").path
    try Data((command + "\nSELECT 1;\n").utf8).write(to: folder.appending(path: "read.sql"))
    for script in [command + "\nSELECT 1;", ".read read.sql"] {
      let refused = try run(script, "")
      #expect(refused.status == 2 && refused.errors.contains("pressmark repl --allow-shell"), "\(refused)")
      #expect(!FileManager.default.fileExists(atPath: made))
    }
    #expect(try run(".read read.sql").status == 0)
    #expect(FileManager.default.fileExists(atPath: made))
  }

  @Test func aPipeWhoseReaderGoesEndsItsResultOnly() throws {
    defer { clean() }
    try Data(".once pipe\n\(Self.many)SELECT 6 AS f;\n".utf8).write(to: folder.appending(path: "in.sql"))
    let outcome = try Program.script(
      "mkfifo pipe; (head -n 2 < pipe > read.txt) & pressmark repl < in.sql; code=$?; wait; cat read.txt; exit $code",
      in: folder)
    #expect(outcome.output == "f\n6\ni\n1\n" && outcome.errors.isEmpty && outcome.status == 0, "\(outcome)")
  }

  @Test func standardOutputsEndEndsTheScript() throws {
    defer { clean() }
    try Data("\(Self.many).once /dev/null\nSELECT 1;\n.shell touch made\n".utf8).write(
      to: folder.appending(path: "in.sql"))
    for output in ["", ".once /dev/stdout\n"] {
      try Data("\(output)\(Self.many).shell touch made\n".utf8).write(to: folder.appending(path: "in.sql"))
      let outcome = try Program.script(
        "pressmark repl --allow-shell < in.sql | head -n 1; exit ${PIPESTATUS[0]}", in: folder)
      #expect(outcome.output == "i\n" && outcome.errors.isEmpty && outcome.status == 0, "\(outcome)")
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "made").path))
    }
  }

  @Test func aPersonPipesAndEdits() throws {
    defer { clean() }
    let terminal = try ProgramTerminal(
      [],
      environment: [
        "PRESSMARK_CATALOG": folder.appending(path: "catalog.db").path, "XDG_STATE_HOME": folder.path,
        "XDG_DATA_HOME": folder.path, "EDITOR": "sed -i -e s/five/six/ -e /Files.by.status/,99s/SELECT/SELEKT/",
      ])
    #expect(terminal.wait(for: "pressmark>") != nil)
    #expect(terminal.ask(".once |tail -n 1 | sed s/^/last/", expecting: "pressmark>"))
    #expect(terminal.ask("SELECT 1 AS a;", expecting: "last└───┘"))
    #expect(terminal.ask(".output |sed s/^/x/", expecting: "pressmark>"))
    // What the command shows comes before the prompt.
    #expect(terminal.ask("SELECT 1 AS a;", expecting: "x└───┘\r\n"))
    #expect(terminal.ask(".output", expecting: "pressmark>"))
    #expect(terminal.ask(".shell exit 7", expecting: "exit 7 ended with exit code 7"))
    var mark = terminal.mark
    terminal.type(".shell echo RE''ADY; sleep 60\r")
    #expect(terminal.wait(for: "READY", after: mark) != nil)
    terminal.type("\u{03}")
    #expect(terminal.wait(for: "interrupted", after: mark) != nil)
    // What is run after an editor is shown as if it had been typed.
    #expect(terminal.ask("SELECT 'five' AS n,\r 2 AS m;", expecting: "1 row"))
    #expect(terminal.ask(".edit", expecting: "│ six │ 2 │"))
    #expect(terminal.output.contains("'six'"))
    mark = terminal.mark
    terminal.type("SELECT 'five' AS w\u{18}\u{05}")
    #expect(terminal.wait(for: "│ six │", after: mark) != nil)
    #expect(
      terminal.ask(".edit files-by-status", expecting: "files-by-status is a built-in query; a copy of it is edited"))
    #expect(terminal.wait(for: "files-by-status.sql:") != nil)
    #expect(terminal.ask(".edit label-counts", expecting: "nothing was changed; label-counts stays the built-in one"))
    #expect(terminal.ask(".edit no-such-query-at-all", expecting: "there is no saved query no-such-query-at-all"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "pressmark/queries").path)
        == ["files-by-status.sql"])
    #expect(terminal.leave() == 0)
  }
}
