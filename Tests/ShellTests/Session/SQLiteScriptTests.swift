import CatalogFixture
import Foundation
import Testing

@testable import Shell

/// Scripts mean what they mean to SQLite's own shell, which runs the same lines here.
@Suite struct SQLiteScriptTests {
  let test: TestCatalog

  init() throws { test = try TestCatalog() }

  struct Script: CustomTestStringConvertible {
    let name: String
    let text: String
    let output: String
    var fails = false
    var testDescription: String { name }
  }

  static let scripts = [
    Script(
      name: "CR LF ends lines", text: "SELECT 1 AS a;\r\n.mode csv\r\nSELECT 2 AS a;\r\n", output: "a\n1\na\r\n2\r\n"),
    Script(name: "CR LF within a statement", text: "SELECT 1 AS a,\r\n2 AS b\r\n;\r\n", output: "a\tb\n1\t2\n"),
    Script(name: "a byte-order mark first", text: "\u{FEFF}SELECT 1 AS a;\n", output: "a\n1\n"),
    Script(name: "a comment of several lines", text: "/* a\n.quit\n*/\nSELECT 1 AS a;\n", output: "a\n1\n"),
    Script(name: "SQL behind such a comment", text: "/* a\n.mode csv\n*/ SELECT 1 AS a;\n", output: "a\n1\n"),
    Script(
      name: "a comment behind SQL", text: "SELECT 1 AS a; /* x\n.mode csv\n*/\nSELECT 2 AS a;\n", output: "a\n1\na\n2\n"
    ),
    Script(
      name: "a command behind SQL", text: "SELECT 1 AS a; .mode csv\nSELECT 2 AS a;\n", output: "a\n1\n", fails: true),
    Script(name: "a command behind a comment", text: "/* c */ .mode csv\nSELECT 2 AS a;\n", output: "", fails: true),
    Script(name: "a command below a comment", text: "/* c */\n.mode csv\nSELECT 2 AS a;\n", output: "a\r\n2\r\n"),
    Script(name: "a command below a line comment", text: "-- c\n.mode csv\nSELECT 2 AS a;\n", output: "a\r\n2\r\n"),
    Script(
      name: "a command below SQL with a comment", text: "SELECT 1 AS a; -- x\n.mode csv\nSELECT 2 AS a;\n",
      output: "a\n1\na\r\n2\r\n"),
    Script(name: "a command below a lone semicolon", text: ";\n.mode csv\nSELECT 2 AS a;\n", output: "a\r\n2\r\n"),
    Script(name: "a command within a statement", text: "SELECT 1\n.mode csv\n;\n", output: "", fails: true),
    Script(
      name: "# begins a comment", text: "# hash\nSELECT 1 AS a;\n#.mode csv\nSELECT 2 AS a;\n", output: "a\n1\na\n2\n"),
    Script(name: "# further in is none", text: "  # hash\nSELECT 1 AS a;\n", output: "", fails: true),
    Script(name: "# within a statement is none", text: "SELECT 1,\n# hash\n2;\n", output: "", fails: true),
    Script(name: "/ ends a statement", text: "SELECT 1 AS a\n/\nSELECT 2 AS a;\n", output: "a\n1\na\n2\n"),
    Script(name: "/ with space around it", text: "SELECT 1 AS a\n / \nSELECT 2 AS a;\n", output: "a\n1\na\n2\n"),
    Script(name: "go ends a statement", text: "SELECT 1 AS a\ngo\nSELECT 2 AS a\nGO\n", output: "a\n1\na\n2\n"),
    Script(name: "go with a comment", text: "SELECT 1 AS a\ngo -- now\nSELECT 2 AS a;\n", output: "a\n1\na\n2\n"),
    Script(name: "go and / alone", text: "go\n/\nSELECT 1 AS a;\n", output: "a\n1\n"),
    Script(name: "go within a text", text: "SELECT 'x\ngo\n' AS a;\n", output: "a\nx\\ngo\\n\n"),
    Script(name: "a word that begins as go", text: "SELECT 1\ngone\n;\n", output: "gone\n1\n"),
    Script(name: "a last line without its end", text: ".mode csv\nSELECT 1 AS a", output: "a\r\n1\r\n"),
    Script(name: "empty lines", text: "\n\n   \nSELECT 1 AS a\n\n;\n", output: "a\n1\n"),
    Script(name: "a comment that is never closed", text: "/* never\n.mode csv\n", output: ""),
    Script(name: "a text that is never closed", text: "SELECT 'x\n.mode csv\n", output: "", fails: true),
    Script(
      name: "/ in the body of a trigger",
      text:
        "CREATE TEMP TABLE t (a);\nCREATE TEMP TRIGGER r AFTER INSERT ON t BEGIN\nSELECT 4\n/\n2;\nEND;\nSELECT 1 AS a;\n",
      output: "a\n1\n"),
  ]

  @Test(arguments: scripts) func aScriptDoesWhatItDoesInSQLitesShell(script: Script) throws {
    let played = Played(script.text, in: test)
    #expect(played.output == script.output && (played.code != 0) == script.fails, "\(played)")
    let file = test.folder.appending(path: "script.sql")
    try Data(script.text.utf8).write(to: file)
    let read = Played(".read \(file.path)", in: test)
    #expect(read.output == script.output && (read.code != 0) == script.fails, "\(read)")
    // Its texts have no escapes for line ends.
    let expected = script.output.replacing("\\n", with: "\n")
    let (output, code) = try sqlite(script.text)
    #expect(output == expected && (code != 0) == script.fails, "\(output) \(code)")
  }

  /// What helps people and can't be SQL is taken, though SQLite's shell refuses it.
  @Test(arguments: [
    ("  .mode csv\nSELECT 1 AS a;", "a\r\n1\r\n"), ("\t.mode csv\nSELECT 1 AS a;", "a\r\n1\r\n"),
    ("\u{FEFF}.mode csv\nSELECT 1 AS a;", "a\r\n1\r\n"),
    ("SELECT 1 AS a;\n\u{FEFF}.mode csv\n\u{FEFF}SELECT 2 AS a;", "a\n1\na\r\n2\r\n"),
  ]) func linesThatCanOnlyBeCommandsAreCommands(text: String, output: String) {
    let played = Played(text, in: test)
    #expect(played.output == output && played.code == 0, "\(played)")
  }

  @Test(arguments: [
    ("SELECT 1; .mode csv", ".mode csv does not begin its line; a command has a line of its own"),
    ("SELECT 1;\n/* c */ \\q", "error in line 2: \\q does not begin its line"),
    ("SELECT 1; .5", "syntax error"),
  ]) func aCommandBehindSQLIsNamed(text: String, message: String) {
    let played = Played(text, in: test)
    #expect(played.errors.contains(message) && played.code == 2, "\(played)")
    let typed = Played(text, in: test) { $0.isInteractive = true }
    #expect(text.contains(".5") || typed.errors.contains(message.replacing("error in line 2: ", with: "")), "\(typed)")
  }

  @Test(arguments: [
    ("SELECT 1; .mode csv", true), ("# note", true), (" # note", false), ("go", true), ("/", true),
    ("SELECT 1\ngo", true), ("SELECT 'a\ngo", false), ("SELECT 1\n/", true), ("\u{FEFF}.tables", true),
  ]) func enterAgrees(text: String, isComplete: Bool) {
    #expect(EditorLineReader.isComplete(text) == isComplete)
  }

  private func sqlite(_ text: String) throws -> (String, Int32) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sqlite3", "-batch", "-bail", "-header", "-tabs"]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try input.fileHandleForWriting.close()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}
