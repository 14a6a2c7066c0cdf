import CatalogFixture
import Catalogs
import Foundation
import SQLite
import Testing

@testable import Shell

/// Statements become saved queries in the person's folder, without set-up.
@Suite struct SavingTests {
  let test: TestCatalog

  init() throws { test = try TestCatalog() }

  private var own: URL { test.folder.appending(path: "data/pressmark/queries") }

  private func play(_ text: String, _ change: (inout Shell.Configuration) -> Void = { _ in }) -> Played {
    Played(text, in: test) {
      $0.ownQueriesFolder = own.path
      change(&$0)
    }
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: own.appending(path: name + ".sql"), encoding: .utf8)
  }

  @Test func theFolderIsMadeWhenItIsNeeded() throws {
    let played = play("SELECT 5 AS five;\n.save five Five\n.run five")
    #expect(played.output == "five\n5\nfive\n5\n" && played.code == 0, "\(played)")
    #expect(try text("five") == "-- Five\nSELECT 5 AS five;\n")
    #expect(play(".run five").output == "five\n5\n")
  }

  @Test func nothingIsReplacedUnasked() throws {
    _ = play("SELECT 5 AS n;\n.save n")
    let script = play("SELECT 6 AS n;\n.save n")
    #expect(script.code == 2 && script.errors.contains("n.sql exists; .save --force n replaces it"))
    let no = play("SELECT 6 AS n;\n.save n\nn\n") { $0.isInteractive = true }
    #expect(no.errors.contains("nothing was saved"))
    #expect(try text("n").contains("SELECT 5"))
    let forced = play("SELECT 6 AS n;\n.save --force n")
    #expect(forced.code == 0)
    #expect(try text("n").contains("SELECT 6"))
    let yes = play("SELECT 7 AS n;\n.save n\ny\n") { $0.isInteractive = true }
    #expect(yes.errors.contains("saved as"))
    #expect(try text("n").contains("SELECT 7"))
  }

  @Test func aNameOfABuiltInQueryIsSaid() throws {
    let played = play("SELECT 1 AS a;\n.save files-by-status\n.run files-by-status")
    #expect(played.output == "a\n1\na\n1\n")
    #expect(played.errors.contains("files-by-status is a built-in query, too: from now on yours is used in its place"))
  }

  @Test func theFoldersCountInTheirOrder() throws {
    let named = test.folder.appending(path: "named")
    for (folder, number) in [(own, 1), (named, 2)] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try "SELECT \(number) AS a;".write(to: folder.appending(path: "both.sql"), atomically: true, encoding: .utf8)
      try "SELECT \(number) AS a;".write(
        to: folder.appending(path: "only-\(number).sql"), atomically: true, encoding: .utf8)
    }
    let played = play(".run both\n.run only-1\n.run only-2\nSELECT 3 AS a;\n.save third") {
      $0.queriesFolder = named.path
    }
    #expect(played.output == "a\n2\na\n1\na\n2\na\n3\n", "\(played)")
    #expect(FileManager.default.fileExists(atPath: named.appending(path: "third.sql").path))
  }

  @Test(arguments: [
    ("SELECT :a, :export;", nil, ["a", "export"], "-- n\n-- :a = 'x''y'\n-- :export = latest\nSELECT :a, :export;\n"),
    ("SELECT :old;", "Old", ["old"], "-- Old\n-- :old = previous\nSELECT :old;\n"),
    ("-- T\n-- D\n-- :a = 1   A\nSELECT :a;\n", nil, ["a"], "-- T\n-- D\n-- :a = 1   A\nSELECT :a;\n"),
    ("-- T\n-- D\n-- :a = 1   A\nSELECT :a;\n", "U", ["a"], "-- U\n-- D\n-- :a = 1   A\nSELECT :a;\n"),
    ("-- T\nSELECT :a;\n", nil, ["a"], "-- T\n-- :a = 'x''y'\nSELECT :a;\n"),
    ("SELECT 1;", "two\nlines", [], "-- two\\nlines\nSELECT 1;\n"),
  ]) func aHeaderIsWrittenOnce(statement: String, title: String?, parameters: [String], text: String) {
    #expect(
      SavedQueryText.text(of: statement, name: "n", title: title, parameters: parameters, values: ["a": "x'y"]) == text)
  }

  @Test(arguments: [
    ("-- T\nSELECT 1;\n\nSELECT x;\n", [4]), ("-- T\n-- :a : dta = 1\nSELECT :a;", [2]),
    ("-- T\n\n-- :a = 1\nSELECT 1;", [3]),
    ("-- T\n-- nothing", [nil]), ("-- T\nSELECT 1", []), ("CREATE TEMP TABLE t (a);\nSELECT * FROM t;", []),
    ("-- T\nSELECT *\nFROM fils;", [3]),
  ]) func faultsHaveTheirLines(text: String, lines: [Int?]) throws {
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    try text.write(to: own.appending(path: "q.sql"), atomically: true, encoding: .utf8)
    let session = Session(path: test.path, isWritable: false, queriesFolder: nil, ownQueriesFolder: own.path)
    try session.open(test.path)
    let faults = try session.savedQueryFaults("q")
    #expect(faults.map(\.line) == lines, "\(faults)")
    #expect(faults.allSatisfy { "\($0)".contains("q.sql") })
  }
}
