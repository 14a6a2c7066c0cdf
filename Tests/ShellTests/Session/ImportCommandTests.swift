import CatalogFixture
import Foundation
import TableInput
import Testing

@testable import Shell

struct ImportCommandTests {
  private let test: TestCatalog

  init() throws {
    test = try TestCatalog()
    try Data("file_id,label,score\naa,cat,0.9\nbb,cat,0.4\n".utf8).write(to: test.folder.appending(path: "preds.csv"))
    try Data("aa\nzz\n".utf8).write(to: test.folder.appending(path: "ids.txt"))
  }

  private var preds: String { test.folder.appending(path: "preds.csv").path }

  @Test func `predictions are joined with the catalog, read-only`() {
    let played = Played(
      """
      .import '\(preds)'
      SELECT p.file_id, f.status, p.score FROM preds p JOIN files f USING (file_id) WHERE f.export_id = 2 ORDER BY 1;
      .import '\(test.folder.path)/ids.txt' AS "my ids" --no-header
      SELECT * FROM "my ids";
      .tables pred
      """, in: test)
    #expect(played.code == 0)
    #expect(
      played.output == """
        file_id\tstatus\tscore
        aa\td\t0.9
        bb\ta\t0.4
        value
        aa
        zz
        name\tkind\tcolumns
        temp.preds\ttable\tfile_id label score

        """)
    #expect(played.errors.hasPrefix("preds: 2 rows; columns file_id TEXT, label TEXT, score REAL\n"))
  }

  @Test(
    arguments: [
      ("x.csv", nil, TableOptions()), ("x.csv AS t", "t", TableOptions()), ("x.csv t", "t", TableOptions()),
      ("--csv x.csv t", "t", options { $0.format = .csv }),
      ("-csv -skip 1 x.csv t", "t", options { ($0.format, $0.skippedLines) = (.csv, 1) }),
      ("x.csv --separator tab", nil, options { $0.separator = 9 }),
      ("x.csv --separator ';'", nil, options { $0.separator = 59 }),
      ("--no-header --text x.csv", nil, options { ($0.hasHeader, $0.keepsText) = (false, true) }),
    ] as [(String, String?, TableOptions)])
  func `forms of other shells are understood`(line: String, name: String?, options: TableOptions) throws {
    let request = try ImportRequest(ShellWord.words(of: line))
    #expect(request.path == "x.csv")
    #expect(request.name == name)
    #expect(request.options == options)
  }

  private static func options(_ change: (inout TableOptions) -> Void) -> TableOptions {
    var options = TableOptions()
    change(&options)
    return options
  }

  @Test(arguments: [
    (".import nosuch.csv", "nosuch.csv: cannot be opened: No such file or directory"),
    (".import '|cat x' t", "no command is run for a table"),
    (".import - t", "the lines of the session come from there"),
    (".import x.csv --separator ab", "ab can't be a separator: one ASCII character"),
    (".import x.csv --nosuch", "usage: .import FILE [AS NAME] [--text]"),
    ("SELECT * FROM 'preds.csv';", "a file becomes a table first: .import FILE"),
    (".import", "usage: .import FILE [AS NAME]"),
  ])
  func `what can't be imported is answered`(line: String, message: String) {
    let played = Played(line, in: test)
    #expect(played.code == 2)
    #expect(played.errors.contains(message))
  }

  @Test func `the table is known to completion, and can be replaced`() {
    let played = Played(".import '\(preds)'\n.import '\(preds)'\nSELECT count(*) AS n FROM preds;", in: test)
    #expect(played.output == "n\n2\n")
    #expect(played.errors.contains("preds: 2 rows, in place of the table before; columns"))
    #expect(
      Played(".import '\(preds)' AS files", in: test).errors.contains("there is a table files already in the catalog"))
  }
}
