import Foundation
import Testing

/// Every command notices that its standard output can't be written.
@Suite struct StandardOutputTests {
  private let folder: FaultFolder

  init() throws {
    folder = try FaultFolder()
    try folder.write("old.jsonl", records: 3)
    let outcome = try Program.run(["import", "old.jsonl", "--as", "old", "--project", "1"], in: folder.url)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private static let commands = [
    "import old.jsonl --as new --json", "exports", "exports -f json", "sql 'SELECT 1'", "run files-by-status",
    "queries",
    "queries files-by-status", "diff old old", "diff old old -f json", "extract old",
    "history 100000000000000000000000", "datasette-metadata", "--help", "--version", "help sql", "sql --help",
    "--generate-completion-script bash", "sql 'SELECT 1' -o /dev/stdout",
  ]

  @Test(arguments: commands) func `a full disk`(command: String) throws {
    let outcome = try Program.script("pressmark \(command) > /dev/full", in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("No space left on device\n"))
  }

  @Test(arguments: commands) func `closed`(command: String) throws {
    let outcome = try Program.script("pressmark \(command) >&-", in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(command.hasSuffix("/dev/stdout") ? "/dev/stdout" : "standard output is closed\n"))
    #expect(try folder.exports()["old"] == 3)
  }

  @Test(arguments: commands) func `a pipe that nobody reads`(command: String) throws {
    let outcome = try Program.script("pressmark \(command) | true; echo ${PIPESTATUS[0]}", in: folder.url)
    #expect(outcome.output == "0\n")
    #expect(!outcome.errors.contains("error"))
  }

  @Test(arguments: ["SELECT 1;", ".tables", ".help", "SELECT 1;\n.last json", ".exports", ".diff old old"])
  func `the shell`(script: String) throws {
    let outcome = try Program.script(
      """
      echo '\(script)' > s; pressmark repl < s > /dev/full; echo $?; pressmark repl < s >&-; echo $?
      pressmark repl < s | true; echo ${PIPESTATUS[0]}
      """, in: folder.url)
    #expect(outcome.output == "2\n2\n0\n")
  }

  @Test(arguments: ["sql", "repl", "import -"]) func `standard input that is closed`(command: String) throws {
    let outcome = try Program.script("pressmark \(command) <&-", in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("standard input is closed"), "\(outcome.errors)")
  }

  @Test func `a catalog never takes the place of what is closed`() throws {
    let outcome = try Program.script(
      "pressmark import old.jsonl --as new --json -c new.db <&- >&- 2>&-", in: folder.url)
    #expect(outcome.status == 2)
    #expect(try folder.exports(in: "new.db") == ["new": 3])
  }

  @Test func `the answer of a comparison is told whoever reads it`() throws {
    try folder.write("new.jsonl", records: 2)
    let outcome = try Program.script(
      "pressmark import new.jsonl --as new 2> /dev/null; pressmark diff old new --fail-on 'removed > 0' | true; echo ${PIPESTATUS[0]}",
      in: folder.url)
    #expect(outcome.output == "1\n")
  }
}
