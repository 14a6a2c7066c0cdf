import CatalogFixture
import Catalogs
import Foundation
import Testing

@testable import Shell

/// What is a command and what is text, in a script, in a file that it reads, and in lines typed.
@Suite struct ScriptTests {
  let test: TestCatalog

  init() throws { test = try TestCatalog() }

  @Test(arguments: [
    ("/* how to leave:\n.quit\n*/\nSELECT 1 AS a;", "a\n1\n"),
    ("/*\nexit\nquit\nhelp\n\\q\n*/ SELECT 1 AS a;", "a\n1\n"),
    ("/* .quit */\nSELECT 1 AS a;", "a\n1\n"), ("SELECT 1 AS a; /*\n.quit\n*/ SELECT 2 AS b;", "a\n1\nb\n2\n"),
    ("SELECT '\n.quit\n' AS a;", "a\n\\n.quit\\n\n"), ("SELECT 1\n/*\n.quit\n*/ AS a;", "a\n1\n"),
    ("SELECT 1 AS a,\nquit\nFROM (SELECT 2 AS quit);", "a\tquit\n1\t2\n"),
    ("SELECT \"\n.quit\n\" FROM (SELECT 1 AS \"\n.quit\n\");", "\\n.quit\\n\n1\n"),
    ("-- /*\n.mode csv\n-- */\nSELECT 1 AS a;", "a\r\n1\r\n"), ("/* a /* b\n.quit\n*/ SELECT 1 AS a;", "a\n1\n"),
    ("SELECT 1 AS a;\n/* never closed\n.quit\nSELECT 2;", "a\n1\n"), ("/**/\n.mode csv\nSELECT 1 AS a;", "a\r\n1\r\n"),
    (".mode csv\n/*\n.mode json\n*/\n.once /dev/null\nSELECT 1 AS a;\nSELECT 2 AS b;", "b\r\n2\r\n"),
  ]) func whatStandsInACommentIsNoCommand(script: String, output: String) throws {
    for text in [script, script.replacing("\n", with: "\r\n"), "\u{FEFF}" + script] {
      let expected = text.contains("\r\n") ? output : output
      let typed = Played(text, in: test)
      #expect(typed.output == expected && typed.code == 0, "\(typed)")
      let path = test.folder.appending(path: "script.sql")
      try Data(text.utf8).write(to: path)
      let read = Played(".read \(path.path)", in: test)
      #expect(read.output == expected && read.code == 0, "\(read)")
    }
  }

  @Test(arguments: [
    ("SELECT 1 AS a,\r\n 2 AS b;\r\n.mode json\r\nSELECT 3 AS c;\r\n", "a\tb\n1\t2\n[{\"c\":3}]\n"),
    (".plan\r\nSELECT 1 AS a;\r\n", "error"), ("\r\n\r\nSELECT 1 AS a\r\n", "a\n1\n"),
    ("SELECT 1 AS a;\r\nSELECT 2 AS b;\nSELECT 3 AS c;\r\n", "a\n1\nb\n2\nc\n3\n"),
  ]) func linesEndInCRLFToo(text: String, output: String) throws {
    let path = test.folder.appending(path: "script.sql")
    try Data(text.utf8).write(to: path)
    let file = open(path.path, O_RDONLY)
    defer { close(file) }
    var lines: [LineInput] = []
    let reader = FileLineReader(fileDescriptor: file)
    while let line = try? reader.readLine(prompt: "", isContinuation: false), line != .end { lines.append(line) }
    let text = Played(text, in: test)
    let read = Played(".read \(path.path)", in: test)
    #expect(read.output == text.output)
    #expect(lines.allSatisfy { line in if case .line(let text) = line { !text.contains("\r") } else { false } })
    if output != "error" { #expect(read.output == output) }
  }

  @Test(arguments: [
    ("SELECT 1;", true), ("SELECT 1", false), (".tables", true), ("/* open", false), ("/* open\n.quit", false),
    ("/* closed */", true), ("SELECT 1; /* open", false), ("", true), ("SELECT '\n.quit", false), ("-- note", true),
  ]) func enterRunsWhatIsComplete(text: String, isComplete: Bool) {
    #expect(EditorLineReader.isComplete(text) == isComplete)
  }

  @Test(arguments: ["o'brien", "a b", "$HOME", "semi;colon", "quo\"te", "back`tick"])
  func anEditorGetsItsFileWhateverTheFolderIsCalled(folder: String) throws {
    let place = test.folder.appending(path: folder)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let file = place.appending(path: "x.sql")
    try Data("SELECT 1".utf8).write(to: file)
    // A command of several words, as $EDITOR may have it.
    #expect(try EditorProgram.run("sed -i.bak -e s/1/2/", on: file.path))
    #expect(try String(contentsOf: file, encoding: .utf8) == "SELECT 2")
    #expect(try !EditorProgram.run("false", on: file.path))
    #expect(try !EditorProgram.run("no-such-editor 2>/dev/null", on: file.path))
  }
}
