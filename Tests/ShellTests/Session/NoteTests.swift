import CatalogFixture
import Catalogs
import Foundation
import SQLite
import Testing

@testable import Shell

/// What a person is told after something was done.
@Suite struct NoteTests {
  let test: TestCatalog

  init() throws { test = try TestCatalog() }

  private func notes(_ text: String, isWritable: Bool = true) -> [String] {
    let played = Played(text, in: test) {
      $0.isInteractive = true
      $0.isWritable = isWritable
    }
    // Without the greeting.
    return played.errors.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("  ") }.dropFirst(2).map { $0 }
  }

  @Test(
    arguments: [
      ("UPDATE files SET status = 'p' WHERE export_id = 1;", ["2 rows updated"]),
      ("UPDATE files SET status = 'p' WHERE export_id = 9;", ["0 rows updated"]),
      ("DELETE FROM duplicates;", ["0 rows deleted"]),
      ("DELETE FROM exports WHERE export_id = 2;", ["1 row deleted, 3 more by cascade"]),
      ("DELETE FROM exports;", ["2 rows deleted, 5 more by cascade"]),
      (
        "WITH e AS (SELECT 2 AS i) DELETE FROM exports WHERE export_id IN (SELECT i FROM e);",
        ["1 row deleted, 3 more by cascade"]
      ),
      ("INSERT INTO transfers VALUES (1, 5), (2, 5);", ["2 rows inserted"]),
      ("REPLACE INTO transfers VALUES (1, 5);", ["1 row replaced or inserted"]),
      ("INSERT OR REPLACE INTO transfers VALUES (1, 5);", ["1 row replaced or inserted"]),
      ("CREATE TABLE t (x);", ["table t created"]),
      ("CREATE TEMP TABLE t AS SELECT * FROM files;", ["table t created, 5 rows"]),
      ("CREATE VIEW IF NOT EXISTS \"a b\" AS SELECT 1;", ["view a b created"]),
      ("CREATE TABLE IF NOT EXISTS files (x);", ["there is files already; nothing was created"]),
      ("DROP TABLE IF EXISTS nowhere;", ["there is no nowhere; nothing was dropped"]),
      ("CREATE UNIQUE INDEX main.by_name ON files (file_name, file_key);", ["index by_name created"]),
      ("DROP VIEW objects;", ["view objects dropped"]), ("ALTER TABLE media ADD COLUMN x;", ["table media altered"]),
      (
        "CREATE TRIGGER t AFTER UPDATE ON files BEGIN DELETE FROM media; DELETE FROM files WHERE file_key = 5; END;",
        ["trigger t created"]
      ),
      ("DELETE FROM files WHERE file_key = 1 RETURNING file_id;", ["1 row", "1 row deleted"]),
      ("SELECT 1;", ["1 row"]), ("WITH a AS (SELECT 1) SELECT * FROM a;", ["1 row"]), ("BEGIN;\nCOMMIT;", []),
      ("EXPLAIN DELETE FROM files;", nil),
    ] as [(String, [String]?)]) func aChangeIsCounted(text: String, expected: [String]?)
  {
    let found = notes(text)
    if let expected { #expect(found == expected) } else { #expect(!found.contains { $0.contains("deleted") }) }
  }

  @Test func triggersAreCountedApart() {
    let found = notes(
      """
      CREATE TRIGGER t AFTER DELETE ON files BEGIN INSERT INTO media (export_id, name, object_id, extension)
        VALUES (1, 'x', 'x', ''); END;
      DELETE FROM files WHERE file_key IN (1, 2);
      """)
    #expect(found.last == "2 rows deleted, 2 more by cascade and triggers")
  }

  @Test func scriptsAreToldNothing() {
    let played = Played("DELETE FROM exports;\nCREATE TABLE t (x);", in: test) { $0.isWritable = true }
    #expect(played.errors == "" && played.output == "" && played.code == 0)
  }

  @Test func whereResultsGoIsSaid() throws {
    let path = test.folder.appending(path: "out.csv").path
    let found = notes(
      ".mode csv\n.once \(path)\nSELECT 1 AS a UNION SELECT 2;\nSELECT 3 AS a;\n.output \(path)\nSELECT 4 AS a;\n.output\n.output",
      isWritable: false)
    #expect(
      found == [
        "the next result goes to \(path), as csv", "2 rows to \(path)", "1 row",
        "results go to \(path), as csv; .output alone shows them here again", "1 row to \(path)",
        "results are shown here again; \(path) is written", "results are shown here again",
      ])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "a\r\n4\r\n")
  }

  @Test func anotherCatalogSaysWhatItHolds() throws {
    let other = try TestCatalog("")
    let found = notes(".open \(other.path)\n.open \(test.path)", isWritable: false)
    #expect(found == ["opened \(other.path): 0 exports, 0 files", "opened \(test.path): 2 exports, 5 files"])
  }
}
