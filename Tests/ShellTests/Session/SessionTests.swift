import CatalogFixture
import Catalogs
import Foundation
import Output
import Testing

@testable import Shell

/// A shell that reads a text, and what came of it.
struct Played {
  var output = ""
  var errors = ""
  var code: Int32 = 0

  init(
    _ text: String, in test: TestCatalog, path: String? = nil,
    _ change: (inout Shell.Configuration) -> Void = { _ in }
  ) {
    var configuration = Shell.Configuration(path: path ?? test.path)
    change(&configuration)
    var output: [UInt8] = []
    var errors: [UInt8] = []
    let shell = Shell(
      configuration: configuration, reader: TextLineReader(text),
      output: ByteWriter { piece in
        output += piece
        return nil
      },
      errors: ByteWriter { piece in
        errors += piece
        return nil
      })
    code = shell.run()
    self.output = String(decoding: output, as: UTF8.self)
    self.errors = String(decoding: errors, as: UTF8.self)
  }
}

@Suite struct SessionTests {
  let test: TestCatalog

  init() throws { test = try TestCatalog() }

  @Test(arguments: [
    ("SELECT 1 AS a;", "a\n1\n"), ("SELECT 1 AS a", "a\n1\n"), ("SELECT\n1 AS a\n;\nSELECT 2 AS b;", "a\n1\nb\n2\n"),
    (".mode csv\nSELECT 1 AS a, NULL AS b;", "a,b\r\n1,\r\n"),
    ("SELECT name FROM exports WHERE name = :export;", "name\n2025-06-10\n"),
    ("SELECT :old AS o, :new AS n;", "o\tn\n2025-05-01\t2025-06-10\n"),
    (".use 2025-05-01\nSELECT :export AS e;", "e\n2025-05-01\n"),
    (".use previous\nSELECT :export AS e;\n.use\nSELECT :export AS e;", "e\n2025-05-01\ne\n2025-06-10\n"),
    (".param x=7 y='7'\nSELECT typeof(:x) AS x, typeof(:y) AS y;", "x\ty\ninteger\ttext\n"),
    (".param set x 'a b'\n.param\n.param unset x\n.param", "name\tvalue\nx\ta b\nname\tvalue\n"),
    (".run files-by-status", "status\tfile_type\tfiles\na\tvideo\t1\nd\timage\t1\nv\timage\t1\n"),
    (".run files-by-status export=previous", "status\tfile_type\tfiles\na\timage\t1\nv\tvideo\t1\n"),
    ("SELECT 1 AS a;\n.last json", "a\n1\n[{\"a\":1}]\n"),
    (".tables transf", "name\tkind\tcolumns\ntransfers\ttable\tfile_key storage_project_id\n"),
    ("SELECT 1 AS a;\n.quit\nSELECT 2;", "a\n1\n"), ("\\q\nSELECT 2;", ""), ("quit\nSELECT 2;", ""),
    ("CREATE TEMP TABLE t (x);\nINSERT INTO t VALUES (1), (2);\nSELECT sum(x) AS s FROM t;", "s\n3\n"),
    ("SELECT resolve_key(7, 'abc') AS k;", "k\nproject_7/abc\n"), ("-- nothing\n/* at all */\n", ""),
  ]) func scriptsPrintTheirData(text: String, output: String) {
    let played = Played(text, in: test)
    #expect(played.output == output)
    #expect(played.errors == "")
    #expect(played.code == 0)
  }

  @Test(arguments: [
    ("SELECT 1;\nSELECT x;\nSELECT 3;", "error in line 2: no such column: x"),
    ("\n\nSELECT 1,\n  x\nFROM files;", "error in line 4: no such column: x"),
    ("SELECT 1;\n.tabels", "error in line 2: there is no command .tabels; did you mean .tables?"),
    (".mode tabel", "error in line 1: there is no format tabel; did you mean table?"),
    (".mode csv tsv", "error in line 1: usage: .mode [FORMAT]"),
    (".run file-by-status", "there is no saved query file-by-status; did you mean files-by-status?"),
    (".run files-by-status exprot=x", "files-by-status has no parameter exprot; did you mean export?"),
    ("SELECT :x;", "no value for :x\n  SELECT :x;\n         ^\ngive it: .param x=…"),
    (".use nope", "there is no export nope; there are 2025-06-10, 2025-05-01"),
    ("DELETE FROM files;", "the catalog is open for reading only; nothing was changed"),
    (".columns flies", "there is no table or view flies; did you mean files?"),
    (".read /nonexistent", "/nonexistent: No such file or directory"), (".last", "there is no result yet"),
    (".history all", "usage: .history [COUNT]"), ("SELECT 'open", "unrecognized token"),
    ("SELECT 1;\n.save x", "no folder for saved queries is known"), (".save x", "there is no statement yet"),
    ("SELECT 1;\n.save -x", "-x can't be a query's name"), ("SELECT 1;\n.save ../x", "../x can't be a query's name"),
    (".open /nonexistent.db", "there is no catalog at /nonexistent.db"),
  ]) func theFirstErrorEndsAScript(text: String, message: String) {
    let played = Played(text, in: test)
    #expect(played.errors.contains(message), "it said: \(played.errors)")
    #expect(played.code == 2)
    #expect(!played.output.contains("3"))
  }

  @Test func aScriptCanKeepGoing() {
    let played = Played("SELECT x;\n.nope\nSELECT 3 AS c;", in: test) { $0.keepsGoing = true }
    #expect(played.output == "c\n3\n")
    #expect(played.code == 2)
  }

  @Test func aMissingCatalogIsNotMade() {
    let path = test.folder.appending(path: "missing.db").path
    let played = Played("SELECT 1;", in: test, path: path)
    #expect(played.code == 2)
    #expect(played.errors.contains("there is no catalog at"))
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func noCatalogIsMadeOfAnotherFile() throws {
    let path = test.folder.appending(path: "other.txt").path
    try String(repeating: "other ", count: 1000).write(toFile: path, atomically: true, encoding: .utf8)
    let played = Played(".quit", in: test, path: path) { $0.isInteractive = true }
    #expect(played.errors.contains("is not a catalog\n.open FILE opens another one."))
    #expect(!played.errors.contains("pressmark import"))
  }

  @Test func nothingIsAskedForAParameterThatTheQueryHasNot() {
    let played = Played(".run files-with-label labl=car\nSELECT 5 AS five;", in: test) { $0.isInteractive = true }
    #expect(played.errors.contains("files-with-label has no parameter labl; did you mean label?"))
    #expect(played.output.contains("five"))
  }

  @Test func aPersonIsGreetedAndKeptAfterErrors() {
    let played = Played("SELECT x;\nSELECT 1 AS a;\n", in: test) { $0.isInteractive = true }
    #expect(played.code == 0)
    #expect(played.errors.contains("2025-06-10, project 7, 3 files, imported 2025-06-11"))
    #expect(played.errors.contains("1 row\n"))
    #expect(played.output.contains("│ 1 │"))
  }

  @Test func aLongResultIsCutAndCanBeShownWhole() {
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 200000) SELECT i FROM n;"
    let played = Played("\(sql)\n.last csv", in: test) { $0.isInteractive = true }
    #expect(played.errors.contains("200,000 rows, 17 shown; .last shows all"))
    #expect(played.output.contains("\r\n200000\r\n"))
    #expect(!played.output.contains("│     18 │"))
  }

  @Test func aWideTableSaysWhatItLacksAndHowToSeeIt() {
    let columns = (0..<20).map { "'\(String(repeating: "x", count: 20))' AS c\($0)" }.joined(separator: ", ")
    let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000)"
    let played = Played("SELECT \(columns) FROM files;\n\(numbers) SELECT i, \(columns) FROM n;\n.last", in: test) {
      $0.isInteractive = true
      $0.formatOptions = {
        var options = FormatOptions()
        options.width = 60
        options.hint = .option
        return options
      }
    }
    #expect(played.errors.contains("5 rows; 20 columns, 3 shown; .last line shows all\n"))
    #expect(played.errors.contains("2,000 rows, 17 shown; 21 columns, 4 shown; .last line shows all\n"))
    #expect(played.output.contains("21 columns, 4 shown; .last line shows all\n"))
    #expect(!played.output.contains("20 columns"))
  }

  @Test(arguments: ["table", "csv", "json", "html", "markdown", "jsonl"]) func aStatementThatFailsLeavesNothing(
    format: String
  ) {
    let played = Played(
      ".mode \(format)\nSELECT abs(-9223372036854775808) AS broken;\nSELECT 1 AS a WHERE 0;", in: test
    ) { $0.isInteractive = true }
    #expect(played.errors.contains("integer overflow"))
    #expect(!played.output.contains("broken"))
    if format == "json" { #expect(played.output == "[]\n") }
    if format == "table" { #expect(played.output == "┌───┐\n│ a │\n├───┤\n└───┘\n") }
  }

  @Test func aSavedQueryAsksForWhatIsMissing() throws {
    let folder = test.folder.appending(path: "queries")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try "-- Q\n-- :who   The author\nSELECT file_id FROM files WHERE author_name = :who ORDER BY 1;"
      .write(to: folder.appending(path: "by.sql"), atomically: true, encoding: .utf8)
    let played = Played(".mode tsv\n.run by\nZoë\n", in: test) {
      $0.isInteractive = true
      $0.queriesFolder = folder.path
    }
    #expect(played.errors.contains("who: The author"))
    #expect(played.output == "file_id\ncc\n")
    let script = Played(".run by", in: test) { $0.queriesFolder = folder.path }
    #expect(script.errors.contains("by needs who=…\n  who   The author"))
  }

  @Test func aWrongAnswerIsAskedForAgain() throws {
    let folder = test.folder.appending(path: "queries")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try "-- Q\n-- :since : date   Since when\nSELECT file_id FROM files WHERE upload_date >= :since ORDER BY 1;"
      .write(to: folder.appending(path: "from.sql"), atomically: true, encoding: .utf8)
    let played = Played(".mode tsv\n.run from\nyesterday\n2025-6-1\n2025-06-01\n", in: test) {
      $0.isInteractive = true
      $0.queriesFolder = folder.path
    }
    #expect(played.errors.contains("since: expected a date as YYYY-MM-DD or YYYY-MM-DD HH:MM, found \"yesterday\""))
    #expect(played.errors.contains("found \"2025-6-1\""))
    #expect(played.output == "file_id\ncc\n")
    let script = Played(".run from since=2025-6-1", in: test) { $0.queriesFolder = folder.path }
    #expect(script.errors.contains("found \"2025-6-1\""))
    #expect(script.code == 2 && script.output.isEmpty)
    let set = Played(".param since='1.6.2025'\n.run from", in: test) { $0.queriesFolder = folder.path }
    #expect(set.errors.contains("found \"1.6.2025\""))
  }

  @Test func aStatementCanBeSaved() throws {
    let folder = test.folder.appending(path: "mine")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = "SELECT count(*) AS n FROM files f JOIN exports e USING (export_id) WHERE e.name = :export;"
    let played = Played("\(text)\n.save count-files How many files\n.run count-files export=2025-05-01", in: test) {
      $0.queriesFolder = folder.path
    }
    #expect(played.output == "n\n3\nn\n2\n")
    let saved = try String(contentsOf: folder.appending(path: "count-files.sql"), encoding: .utf8)
    #expect(saved == "-- How many files\n-- :export = latest\n\(text)\n")
  }

  @Test func resultsGoToFiles() throws {
    let one = test.folder.appending(path: "one.csv").path
    let all = test.folder.appending(path: "all.csv").path
    let played = Played(
      ".mode csv\n.once \(one)\nSELECT 1 AS a;\nSELECT 2 AS a;\n.output \(all)\nSELECT 3 AS a;\nSELECT 4 AS a;\n.output\n",
      in: test)
    #expect(played.output == "a\r\n2\r\n")
    #expect(try String(contentsOfFile: one, encoding: .utf8) == "a\r\n1\r\n")
    #expect(try String(contentsOfFile: all, encoding: .utf8) == "a\r\n3\r\na\r\n4\r\n")
  }

  @Test func filesAreReadAndOthersAttached() throws {
    let script = test.folder.appending(path: "script.sql").path
    try ".param x=5\nSELECT :x AS x;\nSELECT 2 AS y".write(toFile: script, atomically: true, encoding: .utf8)
    let other = try TestCatalog()
    let played = Played(
      ".read \(script)\n.attach \(other.path) as o\nSELECT count(*) AS n FROM o.files;\nDELETE FROM o.files;", in: test)
    #expect(played.output == "x\n5\ny\n2\nn\n5\n")
    #expect(played.errors.contains("open for reading only"))
  }

  @Test func columnsAreSummarized() {
    let played = Played(".mode jsonl\n.summarize SELECT related_duplicates + file_key AS n FROM files", in: test)
    #expect(
      played.output
        == #"{"column":"n","type":"integer","nulls":0,"distinct":5,"min":1,"max":5,"q1":2,"median":3,"q3":4,"#
        + #""most frequent":"1 (1)"}"# + "\n")
  }

  @Test func aPlanIsATree() {
    let played = Played(".plan SELECT * FROM files f JOIN exports e USING (export_id) WHERE e.name = 'x'", in: test)
    #expect(played.output.hasPrefix("├─ SEARCH e USING"))
    #expect(played.output.contains("\n└─ SEARCH f USING"))
  }

  @Test func writingTakesAWord() {
    #expect(Played("UPDATE exports SET note = 'x';", in: test).code == 2)
    let played = Played("UPDATE exports SET note = 'x';\nSELECT DISTINCT note FROM exports;", in: test) {
      $0.isWritable = true
    }
    #expect(played.output == "note\nx\n")
  }

  @Test func everyCommandIsInTheHelp() {
    let help = Played(".help", in: test).output
    for command in DotCommand.all {
      #expect(help.contains(command.synopsis))
      #expect(ShellReference.markdown.contains("`.\(command.name)"))
      let page = Played(".help \(command.name)", in: test).output
      #expect(page.hasPrefix("\(command.synopsis)\n  \(command.help)\n"))
    }
  }
}
