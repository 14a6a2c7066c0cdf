import CatalogFixture
import Catalogs
import Foundation
import Output
import SQLite
import Testing

@testable import Shell

/// What people type who know sqlite3, DuckDB, litecli, psql or mysql.
@Suite struct HabitTests {
  let test: TestCatalog

  init() throws { test = try TestCatalog() }

  @Test(
    arguments: [
      (".headers off\nSELECT 1 AS a;", "1\n"), (".headers on\nSELECT 1 AS a;", "a\n1\n"),
      (".headers off\n.mode csv\nSELECT 1 AS a;", "1\r\n"),
      (".headers\nSELECT 1 AS a;\n.headers\nSELECT 1 AS a;", "1\na\n1\n"),
      (".nullvalue -\nSELECT NULL AS a, '' AS b;", "a\tb\n-\t\n"),
      (".nullvalue ''\nSELECT NULL AS a, 1 AS b;", "a\tb\n\t1\n"),
      (".nullvalue -\n.nullvalue\nSELECT NULL AS a;", "a\n\\N\n"),
      (".nullvalue n/a\n.mode json\nSELECT NULL AS a;", "[{\"a\":null}]\n"),
      (".nullvalue 'n/a'\n.mode csv\nSELECT NULL AS a;", "a\r\nn/a\r\n"),
      (".nullvalue NULL\n.mode csv\nSELECT NULL AS a;", "a\r\nNULL\r\n"),
      (".nullvalue NULL\n.mode line\nSELECT NULL AS a;", "a = NULL\n"),
      (".nullvalue -\nSELECT NULL AS a;\n.last csv", "a\n-\na\r\n-\r\n"),
      (".separator ;\n.mode csv\nSELECT 'a;b' AS x, 'c,d' AS y;", "x;y\r\n\"a;b\";c,d\r\n"),
      (".separator \\t\n.mode csv\nSELECT 1 AS x, 2 AS y;", "x\ty\r\n1\t2\r\n"),
      (".separator |\n.separator\n.mode csv\nSELECT 1 AS x, 2 AS y;", "x,y\r\n1,2\r\n"),
      (".print  a  'b  c' \"d\"", "a b  c d\n"), (".print", "\n"), (".echo hello", "hello\n"),
      ("\\echo hello", "hello\n"),
      (".indexes media", "name\ttable\tcolumns\nmedia_by_object\tmedia\texport_id, object_id\n"),
      ("CREATE TEMP TABLE t (x); CREATE INDEX tx ON t (x);\n.indexes t", "name\ttable\tcolumns\ntx\tt\tx\n"),
      (".mode tabs\nSELECT 1 AS a;", "a\n1\n"), (".mode vertical\nSELECT 1 AS a;", "a = 1\n"),
      (".mode box\n.mode csv\nSELECT 1 AS a;", "a\r\n1\r\n"), ("\\x\nSELECT 1 AS a;", "a = 1\n"),
      ("SHOW TABLES;\n", nil), (".tables;", nil), ("tables", nil), (" Tables; ", nil), ("\\dt+", nil),
      ("show full tables", nil), ("DESCRIBE;", nil),
      ("PRAGMA show_tables;", nil),
      ("SHOW DATABASES;", "databases"), ("SHOW SCHEMAS;", "databases"), (".databases", "databases"),
      ("\\l", "databases"),
      ("DESCRIBE transfers;", "columns"), ("DESC \"transfers\"", "columns"),
      ("describe table main.transfers;", "columns"),
      ("SHOW COLUMNS FROM transfers;", "columns"), ("-- what\nSHOW FIELDS IN [transfers]", "columns"),
      (".desc transfers", "columns"), ("\\d transfers", "columns"), ("\\d+ transfers", "columns"),
      ("SHOW CREATE TABLE transfers;", "schema"), (".fullschema transfers", "schema"),
      ("SHOW INDEXES FROM media;", "name\ttable\tcolumns\nmedia_by_object\tmedia\texport_id, object_id\n"),
      ("USE '2025-05-01';\nSELECT :export AS e;", "e\n2025-05-01\n"),
      ("\\u 2025-05-01\nSELECT :export AS e;", "e\n2025-05-01\n"),
    ] as [(String, String?)]) func areUnderstood(text: String, output: String?)
  {
    let known = [
      "databases": Played(".databases", in: test).output, "columns": Played(".columns transfers", in: test).output,
      "schema": Played(".schema transfers", in: test).output,
    ]
    let played = Played(text, in: test)
    let expected = output.map { known[$0] ?? $0 } ?? Played(".tables", in: test).output
    #expect(played.output == expected && !expected.isEmpty)
    #expect(played.errors == "" && played.code == 0)
  }

  @Test(arguments: [
    ("SUMMARIZE exports;", ".summarize exports"),
    ("SUMMARIZE SELECT status FROM files;", ".summarize SELECT status FROM files"),
    ("EXPLAIN ANALYZE SELECT * FROM files;", ".plan SELECT * FROM files"),
  ]) func areCommandsHere(statement: String, command: String) {
    let expected = Played(command, in: test)
    #expect(Played(statement, in: test).output == expected.output)
    #expect(!expected.output.isEmpty)
  }

  @Test(arguments: [
    (".dump", "there is no .dump here: pressmark dump writes"), (".DUMP files", "pressmark dump writes"),
    (".width 10 20", ".maxrows N sets the rows"), (".changes on", "say how many rows"), (".excel", ".once FILE.csv"),
    (".cd /tmp", "the folder that pressmark was started in"), ("\\watch 5", "watch pressmark sql"),
    ("\\copy files to x", ".once FILE"), ("\\df", "pragma_function_list"), (".backup x", "one file"),
    (".bail on", "--keep-going"), ("\\pset border 2", ".show lists them"), ("\\g", "a semicolon"),
    ("FROM files;", "SELECT * FROM files"), ("FROM files SELECT file_id;", "SELECT * FROM files"),
    ("TABLE files;", "SELECT * FROM files"), ("TRUNCATE TABLE files;", "DELETE FROM files"),
    ("COPY files TO 'x.csv';", ".once FILE"), ("SHOW PROCESSLIST;", "SHOW TABLES, SHOW COLUMNS FROM t"),
    ("DESCRIBE flies;", "there is no table or view flies; did you mean files?"),
    ("USE nowhere;", "there is no export nowhere; there are 2025-06-10, 2025-05-01"),
    (".separator ab", "can't be a separator"), (".separator é", "can't be a separator"),
    (".separator '\"'", "can't be a separator"), (".maxrows none", "usage: .maxrows [COUNT]"),
    (".maxrows 0", "usage: .maxrows [COUNT]"), (".headers maybe", "usage: .headers [on|off]"),
  ]) func areAnsweredWithWhatWorks(text: String, answer: String) {
    let played = Played(text, in: test)
    #expect(played.errors.contains(answer), "\(played.errors)")
    #expect(!played.errors.contains("syntax error"))
    #expect(played.code == 2 && played.output == "")
  }

  @Test func aHabitIsNoCommandHere() {
    let commands = Set(DotCommand.all.map { ".\($0.name)" })
    let names = Habit.all.flatMap(\.names)
    #expect(commands.isDisjoint(with: names))
    #expect(Set(names).isDisjoint(with: DotCommand.habits.keys))
    #expect(Set(names).count == names.count)
    #expect(commands.isDisjoint(with: DotCommand.habits.keys))
    #expect(names.allSatisfy { $0 == $0.lowercased() })
    for name in DotCommand.habits.keys { #expect(throws: Never.self) { try DotCommand.find(name) } }
    // An answer names commands that there are.
    for habit in Habit.all {
      for word in habit.advice.split(whereSeparator: { " ,;:()".contains($0) }) where word.hasPrefix(".") {
        #expect(commands.contains(String(word)), "\(word)")
      }
    }
    for name in FormatHabits.formats.values { #expect(OutputFormat.named(name) != nil) }
    #expect(FormatHabits.formats.keys.allSatisfy { OutputFormat.named($0) == nil })
  }

  @Test func aTableShowsAsManyRowsAsAreWanted() {
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500) SELECT i FROM n;"
    let played = Played(".maxrows 100\n\(sql)\n.maxrows\n\(sql)", in: test) { $0.isInteractive = true }
    #expect(played.errors.contains("500 rows, 100 shown"))
    #expect(played.errors.contains("500 rows, 17 shown"))
  }

  @Test func theSettingsAreListed() {
    let played = Played(".use 2025-05-01\n.nullvalue -\n.separator ;\n.eqp on\n.show", in: test).output
    for line in [
      "catalog\t\(test.path)", "access\treading", "use\t2025-05-01", "mode\ttsv", "nullvalue\t-", "separator\t;",
      "eqp\ton", "output\tstdout",
    ] {
      #expect(played.contains("\(line)\n"), "\(line)")
    }
  }

  @Test func plansAreShownBeforeResults() {
    let played = Played(".eqp on\nSELECT name FROM exports;\n.eqp off\nSELECT 1 AS a;", in: test).output
    #expect(played.hasPrefix("└─ SCAN exports"))
    #expect(played.hasSuffix("\nname\n2025-05-01\n2025-06-10\na\n1\n"))
  }

  @Test func aPlanIsATreeForAPerson() {
    let statement = "EXPLAIN QUERY PLAN SELECT name FROM exports;"
    #expect(Played(statement, in: test) { $0.isInteractive = true }.output.hasPrefix("└─ SCAN exports"))
    #expect(Played(statement, in: test).output.hasPrefix("id\tparent\tnotused\tdetail\n"))
  }
}
