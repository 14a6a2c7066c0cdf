import CatalogFixture
import Catalogs
import Foundation
import SQLite
import TableInput
import Testing

@testable import TableImport

/// Files, and tables made of them on a catalog's read-only connection.
struct ImportTests {
  private let test: TestCatalog

  init() throws { test = try TestCatalog() }

  /// Writes a file, imports it, and gives what is asked of it.
  private func rows(
    _ text: String, as name: String = "t.csv", options: TableOptions = TableOptions(),
    _ sql: String = "SELECT * FROM t"
  ) throws -> [[QueryValue]] {
    let path = test.folder.appending(path: name).path
    try Data(text.utf8).write(to: URL(filePath: path))
    return try test.open().withConnection { connection in
      var imported = ImportedTables()
      _ = try TableImport(path: path, options: options).run(on: connection, imported: &imported)
      return try connection.rows(sql)
    }
  }

  private func report(_ text: String, as name: String = "t.csv", options: TableOptions = TableOptions()) throws
    -> TableImport.Report
  {
    let path = test.folder.appending(path: name).path
    try Data(text.utf8).write(to: URL(filePath: path))
    return try test.open().withConnection { connection in
      var imported = ImportedTables()
      return try TableImport(path: path, options: options).run(on: connection, imported: &imported)
    }
  }

  @Test(arguments: [
    "a,b\n1,x\n2,y\n", "a,b\r\n1,x\r\n2,y", "a,b\r1,x\r2,y\r", "\u{FEFF}a,b\n1,x\n2,y\n", "a;b\n1;x\n2;y\n",
    "a\tb\n1\tx\n2\ty\n", "a|b\n1|x\n2|y\n", "\n\na,b\n1,x\n\n2,y\n\n\n", "\"a\",\"b\"\n\"1\",\"x\"\n\"2\",\"y\"\n",
    " a , b\n1,x\n2,y\n",
  ])
  func `a table is read whatever its lines end in and its fields are told apart by`(text: String) throws {
    #expect(try rows(text, "SELECT a, b FROM t") == [[1, "x"], [2, "y"]])
  }

  @Test(
    arguments: [
      ("a,b\n,\"\"\n", [[.null, .text("")]]), ("a,b\n\"x\"\"y\",\"p\nq\r\nr\"\n", [["x\"y", "p\nq\r\nr"]]),
      ("a,b\nx\"y,'z'\n", [["x\"y", "'z'"]]), ("a,b\n\u{0}x,Ж\n", [["\u{0}x", "Ж"]]), ("a,b\n x,y \n", [[" x", "y "]]),
      ("a,b\n\"1\",\"\"\n", [[1, ""]]), ("a,b\nx\\ny,\\N\n", [["x\\ny", "\\N"]]),
    ] as [(String, [[QueryValue]])])
  func `fields of CSV are what RFC 4180 says`(text: String, expected: [[QueryValue]]) throws {
    #expect(try rows(text) == expected)
  }

  @Test(
    arguments: [
      // As Pressmark and databases write it.
      ("a\tb\nx\\ty\t\\N\n\\\\\t\n", [["x\ty", .null], ["\\", ""]]),
      // Without NULL, nothing is NULL; other backslashes are data.
      ("a\tb\nC:\\data\t\n", [["C:\\data", .null]]), ("a\tb\n\"x\ty\"\tz\n", [["x\ty", "z"]]),
      ("a\tb\n\"x\"\t\\N\n", [["\"x\"", .null]]), ("a\tb\n\"x\" y\tz\n", [["\"x\" y", "z"]]),
      ("a\tb\n\"x\ny\"\tz\n", [["x\ny", "z"]]),
    ] as [(String, [[QueryValue]])])
  func `tab-separated files have escapes or quotes, as the whole of them shows`(text: String, expected: [[QueryValue]])
    throws
  {
    #expect(try rows(text, as: "t.tsv") == expected)
  }

  @Test(
    arguments: [
      (
        "{\"a\":1,\"b\":\"x\"}\n{\"a\":2.5,\"c\":[1, {\"d\": null}]}\n",
        [[1.0, "x", .null], [2.5, .null, "[1,{\"d\":null}]"]]
      ),
      ("[{\"a\":1},{\"a\":null}]", [[1], [.null]]), ("[\n  {\"a\": true},\n  {\"a\": false}\n]\n", [[1], [0]]),
      ("{\"a\":true}\n{\"a\":\"x\"}", [["true"], ["x"]]), ("{\"a\":\"000123\"}\n{\"a\":\"5\"}", [["000123"], ["5"]]),
      ("{\"a\":1e5}\n{\"a\":1}", [[100000.0], [1.0]]), ("{\"a\":12345678901234567890}", [["12345678901234567890"]]),
      ("{\"a\":\"\\u0436\\\"\\n\"}", [["ж\"\n"]]), ("{\"\\u0061\":1}\n{\"a\":2}", [[1], [2]]),
      ("[\"x\",\"y\"]", [["x"], ["y"]]), ("{} {\"a\":1}", [[.null], [1]]),
    ] as [(String, [[QueryValue]])])
  func `JSON gives a row for each object`(text: String, expected: [[QueryValue]]) throws {
    #expect(try rows(text, as: "t.json") == expected)
    #expect(try rows(text, as: "t.jsonl.x", "SELECT * FROM t_jsonl_x").count == expected.count)
  }

  @Test(arguments: [
    // A list of ids, of words, with a usual name, of files.
    ("676535dfb5cb68ffdc573d8f\n67653fa4b5cb68ffdc573d90\n", ["file_id TEXT"], 2), ("car\nbus\n", ["value TEXT"], 2),
    ("label\ncar\nbus\n", ["label TEXT"], 2), ("cat.jpg\ndog.jpg\n", ["value TEXT"], 2),
    ("1\n2\n", ["value INTEGER"], 2),
    ("n\n1\n2\n", ["n INTEGER"], 2), ("car, red\nbus\ntrain, old\n", ["value TEXT"], 3),
    // Several columns.
    ("676535dfb5cb68ffdc573d8f,car,0.5\n", ["file_id TEXT", "column2 TEXT", "column3 REAL"], 1),
    ("name,colour\ncar,red\nbus,blue\n", ["name TEXT", "colour TEXT"], 2),
    ("car,red\nbus,blue\ncar,blue\n", ["column1 TEXT", "column2 TEXT"], 3), ("a,b\n", ["a TEXT", "b TEXT"], 0),
    (",id,A,a\n0,1,2,3\n", ["column1 INTEGER", "id INTEGER", "A INTEGER", "a_2 INTEGER"], 1),
  ])
  func `a header is recognized`(text: String, columns: [String], rowCount: Int) throws {
    let report = try report(text, as: "t.txt")
    #expect(report.columns.map { "\($0.name) \($0.kind.declaration)" } == columns)
    #expect(report.rowCount == rowCount)
  }

  @Test func `options say what content does not`() throws {
    var options = TableOptions()
    options.hasHeader = false
    #expect(try rows("a,b\n1,2\n", options: options) == [["a", "b"], ["1", "2"]])
    options.hasHeader = true
    #expect(try report("1\n2\n", options: options).columns.map(\.name) == ["1"])
    options = TableOptions()
    options.keepsText = true
    #expect(try rows("a,b\n1,\n", options: options) == [["1", .null]])
    options = TableOptions()
    options.separator = UInt8(ascii: ":")
    #expect(try rows("a:b\n1,5:2\n", options: options) == [["1,5", 2]])
    options = TableOptions()
    options.skippedLines = 2
    #expect(try rows("# made by\n# x,y,z\na,b\n1,2\n", options: options) == [[1, 2]])
    options = TableOptions()
    options.format = .tsv
    #expect(try rows("a\tb\n\"x\"\t\n", options: options) == [["\"x\"", ""]])
  }

  @Test(arguments: [
    ("a,b\n1,2\n3\n", "line 3: 1 field where the first row has 2"), ("", "the file is empty; a table was expected"),
    ("a,b\n1,2,3\n", "line 2: 3 fields where the first row has 2"),
    ("a,b\n1,\"x\n\ny\n", "line 2: the quote that begins here is not closed"),
    ("a,b\n\"x\n\" y,2\n", "line 3, field 1: there is something between the closing quote and the separator"),
    ("\n\n", "the file is empty; a table was expected"),
    ("SQLite format 3\u{0}", "this is an SQLite database; .attach FILE AS NAME opens it beside the catalog"),
    ("<!DOCTYPE html><p>", "this is an HTML page, not a table"),
    ("a\u{0}b\u{0},\u{0}", "this is text in UTF-16; iconv -f UTF-16 -t UTF-8 makes UTF-8 of it"),
  ])
  func `a file that is no table is an error that says where`(text: String, message: String) throws {
    let error = try #require(throws: TableFault.self) { try report(text) }
    #expect(error.description.hasSuffix(message))
  }

  @Test(arguments: [
    ("{\"a\":1}\n{\"a\":}\n", "line 2: expected a JSON value"), ("[{\"a\":1}", "line 1: expected a closing bracket"),
    ("{\"a\":1}\n2\n", "line 2: objects and other values are mixed"), ("[]", "the file is empty; a table was expected"),
    ("{\"a\":1,\"a\":2}", "line 1: the key stands twice in one object"),
    ("[1] [2]", "line 1: nothing is expected after the list"),
    ("[1 2]", "line 1: expected a comma or a closing bracket"),
  ])
  func `faulty JSON is an error that says where`(text: String, message: String) throws {
    let error = try #require(throws: TableFault.self) { try report(text, as: "t.json") }
    #expect(error.description.hasSuffix(message))
  }

  @Test func `bytes that are not UTF-8 are an error, never changed`() throws {
    let path = test.folder.appending(path: "t.csv").path
    try Data([UInt8]("a,b\n1,\"x\ny".utf8) + [0xE9] + [UInt8]("\"\n".utf8)).write(to: URL(filePath: path))
    let error = try #require(throws: TableFault.self) { try TableFile(path) }
    #expect(error == .notUTF8(0xE9, name: path, line: 3, column: 2))
  }

  @Test func `late values decide as early ones do, over many buffers`() throws {
    var text = "n,x,t\n"
    for number in 0..<200_000 { text += "\(number),0.5,\(number)\n" }
    text += "7,0.25,n/a\n"
    let report = try report(text)
    #expect(report.columns.map(\.kind) == [.integer, .real, .text])
    #expect(report.remarks.contains(.numbersAsText(column: "t", numbers: 200_000, value: "n/a", line: 200_002)))
    let sums = try rows(text, "SELECT count(*), sum(n), sum(x), count(DISTINCT t) FROM t")
    #expect(sums == [[200_001, 19_999_900_007, 100_000.25, 200_001]])
  }

  @Test func `a field can be longer than a buffer`() throws {
    let long = String(repeating: "ж,\"\"\n", count: 750_000)
    #expect(try rows("a,b\n\"\(long)\",1\nx,2\n", "SELECT length(a), b FROM t") == [[3_000_000, 1], [1, 2]])
  }

  @Test func `names of tables come from files, and collide with an error`() throws {
    let names = [
      "preds.csv": "preds", "a/preds.CSV.gz": "preds", "2025-06 scores.tsv": "t_2025_06_scores", "order.csv": "t_order",
      "предсказания.jsonl": "предсказания", "-": "stdin", "...": "imported", "x.y.csv": "x_y", ".csv": "csv",
      "sqlite_x.csv": "t_sqlite_x",
    ]
    for (path, name) in names {
      #expect(TableName.name(for: path) { $0.uppercased() == "ORDER" } == name)
    }
    #expect(throws: TableImportError.nameTaken("files", isView: false, database: "main")) {
      try report("a\n1\n", as: "Files.csv")
    }
  }

  @Test func `a table is replaced by its next import, and nothing is by a failed one`() throws {
    let path = test.folder.appending(path: "t.csv")
    try test.open().withConnection { connection in
      var imported = ImportedTables()
      func load(_ text: String) throws -> TableImport.Report {
        try Data(text.utf8).write(to: path)
        return try TableImport(path: path.path).run(on: connection, imported: &imported)
      }
      let first = try load("file_id,n\nx,1\n")
      #expect(!first.isReplacement)
      #expect(throws: TableFault.self) { try load("a,b\n1\n") }
      #expect(try connection.rows("SELECT * FROM t") == [["x", 1]])
      let report = try load("file_id\nyy\n")
      #expect(report.isReplacement && report.indexed == ["file_id"])
      #expect(try connection.rows("SELECT * FROM t") == [["yy"]])
      try connection.run("DROP TABLE t; CREATE TEMP TABLE t (mine)")
      #expect(throws: TableImportError.nameTaken("t", isView: false, database: "temp")) { try load("a\n1\n") }
      #expect(try connection.rows("SELECT name FROM sqlite_temp_master ORDER BY 1") == [["t"]])
    }
  }

  @Test func `what ends the report's call undoes the import`() throws {
    struct Stop: Error {}
    let path = test.folder.appending(path: "t.csv")
    try Data(("a\n" + String(repeating: "1\n", count: 1_500_000)).utf8).write(to: path)
    try test.open().withConnection { connection in
      var imported = ImportedTables()
      #expect(throws: Stop.self) {
        try TableImport(path: path.path).run(on: connection, imported: &imported) { if $0.isStoring { throw Stop() } }
      }
      let left = try connection.rows("SELECT name FROM sqlite_temp_master")
      #expect(left.isEmpty)
      #expect(!connection.isInTransaction)
    }
  }
}
