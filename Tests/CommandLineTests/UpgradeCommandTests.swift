import Foundation
import Testing

/// What `upgrade` says, and with which exit code.
@Suite struct UpgradeCommandTests {
  /// A catalog of version 2, in which somebody has given a name that came later to a table, with small pages.
  private let folder: FaultFolder

  init() throws {
    folder = try FaultFolder()
    try folder.write("first.jsonl", records: 30)
    let outcome = try Program.script(
      """
      pressmark import first.jsonl --as first &&
      for name in $(sqlite3 catalog.db "SELECT name FROM sqlite_master WHERE name LIKE 'latest%'"); do
        sqlite3 catalog.db "DROP VIEW $name"
      done &&
      for name in export status author validator upload_date; do sqlite3 catalog.db "DROP INDEX IF EXISTS files_by_$name"; done &&
      sqlite3 catalog.db "PRAGMA user_version = 2" "CREATE TABLE latest_files (mine)" "PRAGMA page_size = 4096" VACUUM
      """, in: folder.url)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  private func run(_ arguments: [String]) throws -> Program.Outcome { try Program.run(arguments, in: folder.url) }

  @Test func saysWhatItDidAndThenThatNothingIsToDo() throws {
    let check = try run(["upgrade", "--check"])
    #expect(check.status == 1 && check.output.isEmpty)
    #expect(check.errors.hasPrefix("catalog.db is of version 2; pressmark upgrade brings it to version "))
    let taken = "warning: your own latest_files stays in place of what comes with it by this name\n"
    #expect(
      check.errors.contains("  views       latest_objects, latest_annotations, ") && check.errors.hasSuffix(taken))
    #expect(check.errors.contains("its pages are of 4 KB; --compact makes them as large"))

    let done = try run(["upgrade"])
    #expect(done.status == 0 && done.output.isEmpty)
    #expect(done.errors.hasPrefix("catalog.db was of version 2 and is of version "))
    #expect(done.errors.contains(" MB now, 1 export, in 0.") && done.errors.hasSuffix(taken))
    for arguments in [["upgrade"], ["upgrade", "--check"]] {
      let again = try run(arguments)
      #expect(again.status == 0)
      #expect(again.errors.contains(" and has 1 export; there is nothing to do\n"), "\(again.errors)")
    }
    let check2 = try run(["upgrade", "--check", "--compact"])
    #expect(check2.status == 1 && check2.errors.contains("  pages       of 4 KB, to be of 16 KB\n"))
    let compacted = try run(["upgrade", "--compact"])
    #expect(compacted.status == 0 && compacted.errors.hasPrefix("the file of catalog.db was written anew\n"))
    #expect(compacted.errors.contains("  pages       of 4 KB, now of 16 KB\n"))
    #expect(try run(["upgrade", "--check", "--compact"]).status == 0)
    #expect(try folder.exports() == ["first": 30])
  }

  private struct Summary: Decodable, Equatable {
    var needed: Bool
    var done: Bool
    var from: Int
    var to: Int
    var exports: Int
    var indexes: [String]
    var views: [String]
    var columns: [String]
    var taken: [String]
    var compacted: Bool
    var page_size_before: Int
    var page_size: Int
    var bytes_before: Int
    var bytes: Int
    var seconds: Double
  }

  @Test func writesOneObject() throws {
    func summary(_ arguments: [String]) throws -> Summary {
      try JSONDecoder().decode(Summary.self, from: Data(try run(["upgrade", "--json"] + arguments).output.utf8))
    }
    let plan = try summary(["--check", "--compact"])
    #expect(plan.needed && !plan.done && !plan.compacted)
    #expect(plan.from == 2 && plan.from < plan.to && plan.exports == 1 && plan.taken == ["latest_files"])
    var done = try summary(["--compact"])
    #expect(done.needed && done.done && done.compacted)
    #expect(done.page_size_before == 4096 && done.page_size == 16384 && done.bytes > 0)
    (done.done, done.compacted, done.page_size, done.bytes, done.seconds) = (
      false, false, plan.page_size, plan.bytes, plan.seconds
    )
    #expect(done == plan)
    let nothing = try summary([])
    #expect(!nothing.needed && !nothing.done && nothing.from == nothing.to && nothing.bytes == nothing.bytes_before)
  }

  @Test(arguments: [
    (["rename", "first", "other"], "first is named other\n"), (["forget", "first"], "forgot first: 30 records\n"),
    (["set-project", "first", "7"], "first is of project 7\n"), (["repl", "catalog.db", "--write"], ""),
    (["import", "first.jsonl"], "the catalog has this export already"),
  ]) func isDoneByCommandsThatChangeACatalog(command: [String], end: String) throws {
    let outcome = try run(command)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = outcome.errors.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    #expect(lines[0].hasPrefix("catalog.db was of version 2 and is of version "), "\(outcome.errors)")
    #expect(lines[1] == "your own latest_files stays in place of what comes with it by this name")
    #expect(end.isEmpty ? lines[2].isEmpty : lines[2].hasPrefix(end), "\(outcome.errors)")
    #expect(try run(["upgrade", "--check"]).status == 0)
  }

  @Test func isNotAskedForByThoseThatRead() throws {
    for command in [["sql", "SELECT count(*) FROM files"], ["run", "files-by-status"], ["exports"]] {
      #expect(try run(command).errors == "")
    }
    #expect(try Program.script("pressmark catalog.db 'SELECT 1' 2>&1", in: folder.url).output == "1\n1\n")
    #expect(try run(["upgrade", "--check"]).status == 1)
  }

  @Test func isOfferedOnceByTheShellOnATerminal() throws {
    for (script, isOffered) in [("true", true), ("pressmark upgrade", false)] {
      _ = try Program.script(script, in: folder.url)
      let terminal = try ProgramTerminal(
        ["repl", "-c", folder.url.appending(path: "catalog.db").path],
        environment: ["HOME": folder.url.path], columns: 200)
      #expect(terminal.wait(for: ".help helps") != nil)
      let offer = "The catalog is of version 2: pressmark upgrade makes questions faster."
      #expect(terminal.output.contains(offer) == isOffered, "\(terminal.output)")
    }
  }
}
