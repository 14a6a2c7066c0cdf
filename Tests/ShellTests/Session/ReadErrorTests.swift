import CatalogFixture
import Catalogs
import Foundation
import Testing

@testable import Shell

/// Where an error is that a file has which `.read` runs.
@Suite struct ReadErrorTests {
  let test: TestCatalog

  init() throws { test = try TestCatalog() }

  private func put(_ name: String, _ text: String) throws -> String {
    let path = test.folder.appending(path: name)
    try Data(text.utf8).write(to: path)
    return path.path
  }

  @Test(arguments: [
    ("SELECT x;", 1, "no such column: x"), ("SELECT 1;\n\nSELECT x;", 3, "no such column: x"),
    ("SELECT 1;\nSELECT\n  1,\n  x\nFROM files;", 4, "no such column: x"),
    ("-- note\n.nope", 2, "there is no command .nope"), ("SELECT 1;\r\nSELECT\r\n x;", 3, "no such column: x"),
    ("\n\nSELECT :x;", 3, "no value for :x"), ("SELECT 1;\n.read /nonexistent", 2, "/nonexistent: No such file"),
    ("SELECT 1;\nSELEC\n 2;", 2, "syntax error"),
  ]) func isTheLineOfTheFile(text: String, line: Int, message: String) throws {
    let path = try put("a.sql", text)
    for isInteractive in [true, false] {
      let played = Played("\n.read \(path)", in: test) { $0.isInteractive = isInteractive }
      #expect(played.errors.contains("error in line \(line) of \(path): "), "\(played.errors)")
      #expect(played.errors.contains(message))
      #expect(played.errors.hasSuffix("read in line 2\n") == !isInteractive, "\(played.errors)")
      #expect(played.code == (isInteractive ? 0 : 2))
    }
  }

  @Test func isThatOfTheInnermostFile() throws {
    let inner = try put("inner.sql", "SELECT 1;\nSELECT\n x;")
    let middle = try put("middle.sql", "\n.read \(inner)")
    let outer = try put("outer.sql", "SELECT 0;\n\n.read \(middle)\nSELECT 9;")
    let played = Played(".read \(outer)\nSELECT 8;", in: test)
    #expect(
      played.errors == """
        error in line 3 of \(inner): no such column: x
           x;
           ^
        read in line 2 of \(middle)
        read in line 3 of \(outer)
        read in line 1

        """)
    #expect(!played.output.contains("8") && !played.output.contains("9"))
    let going = Played(".read \(outer)\nSELECT 8 AS e;", in: test) { $0.keepsGoing = true }
    #expect(going.errors.hasPrefix("error in line 3 of \(inner): no such column: x"))
    #expect(going.output.hasSuffix("9\n9\ne\n8\n") && going.code == 2)
  }

  @Test func namesAFileWithoutItsControls() throws {
    let path = try put("a\u{1B}[31mb.sql", "SELECT x;")
    let played = Played(".read '\(path)'", in: test)
    #expect(!played.errors.contains("\u{1B}") && played.errors.contains("error in line 1 of "))
  }

  @Test func ofAFileThatReadsItselfIsShort() throws {
    let path = try put("self.sql", "")
    try Data(".read \(path)".utf8).write(to: URL(filePath: path))
    let played = Played(".read \(path)", in: test)
    #expect(played.errors.contains("files read each other more than 16 deep"))
  }
}
