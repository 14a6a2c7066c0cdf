import CatalogFixture
import Foundation
import Testing

@testable import Shell

/// Which pager shows long output, and how long output is.
@Suite struct PagerChoiceTests {
  @Test(arguments: [
    (nil, ["less -SRX", "more"]), ("", []), ("  ", []), ("cat", []), (" cat ", []),
    ("cat -n", ["cat -n", "less -SRX", "more"]),
    ("most -s", ["most -s", "less -SRX", "more"]), ("less -F", ["less -F", "more"]), ("more", ["more", "less -SRX"]),
  ]) func thePersonsPagerIsTriedFirst(variable: String?, commands: [String]) {
    #expect(PagerChoice(variable: variable).commands == commands)
  }

  @Test func aMissingPagerIsNamedOnce() {
    let choice = PagerChoice(variable: "no-such-pager -x")
    var notes: [String] = []
    for _ in 0..<2 { #expect(choice.best { notes.append($0) } != "no-such-pager -x") }
    #expect(notes.count == 1 && notes.first?.contains("no-such-pager -x") == true)
  }

  @Test(arguments: [
    ("less", "less"), ("LESS=-S less -R", "less"), ("/usr/bin/less -X", "/usr/bin/less"), ("a | b", nil),
    ("\"my pager\"", nil),
    ("$PAGER2", nil), ("cd x; less", nil), ("", nil), ("X=1", nil),
  ]) func aCommandsProgramIsItsFirstWord(command: String, program: String?) {
    #expect(ProgramPath.program(of: command) == program)
  }

  @Test(arguments: [
    ("sh", "/nowhere:/bin", true), ("sh", "/nowhere", false), ("sh", "", false), ("/bin/sh", "", true),
    ("/bin", "", false),
    ("/etc/passwd", "", false), ("what | ever", "", true),
  ]) func programsAreFoundAsTheShellFindsThem(command: String, path: String, canStart: Bool) {
    #expect(ProgramPath.canStart(command, path: path) == canStart)
  }

  @Test(arguments: [
    ("", 0), ("a", 1), ("a\n", 1), ("a\nb\n", 2), ("\n\n", 2), ("1234567890", 1), ("1234567890\n", 1),
    ("12345678901\n", 2),
    ("\u{1B}[1;34m12345\u{1B}[0m67890\n", 1), ("日本語日本語日本語日\n", 1), ("a\n\nb", 3),
  ]) func linesAreThoseOfTheWindow(text: String, count: Int) {
    var lines = ScreenLines(columns: 10)
    for byte in text.utf8 { withUnsafeBytes(of: byte) { lines.add($0) } }
    #expect(lines.count == count)
  }
}
