import Foundation
import Testing

/// SQL that begins with a hyphen is no option.
@Suite struct ArgumentTests {
  private let folder: FaultFolder

  init() throws {
    folder = try FaultFolder()
    try folder.write("old.jsonl", records: 3)
    let outcome = try Program.run(["import", "old.jsonl", "--as", "old"], in: folder.url)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(arguments: [
    "-- files\nSELECT 1 AS a", "--\nSELECT 1 AS a", "--files\nSELECT 1 AS a", "---- files\nSELECT 1 AS a",
    "--\tx = y\nSELECT 1 AS a", "-- c = 'd'\nSELECT 1 AS a", "/* c */ SELECT 1 AS a", "\n-- c\nSELECT 1 AS a",
    "-- ä\nSELECT 1 AS a",
  ]) func statements(sql: String) throws {
    for arguments in [
      ["sql", sql], ["sql", sql, "-f", "tsv"], ["sql", "-f", "tsv", sql], ["sql", "--", sql],
      ["sql", "--format=csv", "--csv-safe", sql, "--format", "tsv"].filter {
        $0 != "--csv-safe" && $0 != "--format=csv"
      },
    ] {
      let outcome = try Program.run(arguments, in: folder.url)
      #expect(outcome.output == "a\n1\n", "\(arguments): \(outcome.errors)")
    }
  }

  @Test(arguments: [
    "-- waiting\nf.status = 'v'", "--\nf.status = 'v'", "--waiting\nf.status = 'v'", "-f.file_key < 0",
    "-1 < 0 AND f.status = 'v'",
  ]) func conditions(sql: String) throws {
    for arguments in [["extract", "old", "--where", sql], ["extract", "--where=\(sql)", "old"]] {
      let outcome = try Program.run(arguments, in: folder.url)
      #expect(outcome.errors == "3 records\n")
    }
  }

  @Test(arguments: [
    ["sql", "SELECT :q AS q", "--param", "q=-- x"], ["sql", "SELECT :q AS q", "-p", "q=-- x"],
  ]) func parameters(arguments: [String]) throws {
    #expect(try Program.run(arguments, in: folder.url).output == "q\n-- x\n")
  }

  @Test func remarks() throws {
    let outcome = try Program.run(["import", "old.jsonl", "--as", "-- x", "--note", "-- a remark"], in: folder.url)
    #expect(outcome.status == 0)
    let listed = try Program.run(["sql", "SELECT name, note FROM exports ORDER BY 1"], in: folder.url)
    #expect(listed.output == "name\tnote\n-- x\t-- a remark\nold\t\\N\n")
  }

  @Test(arguments: [["sql", "--nope", "SELECT 1"], ["sql", "--format", "--nope"], ["exports", "--out", "x"]])
  func `options that there are not`(arguments: [String]) throws {
    #expect(try Program.run(arguments, in: folder.url).status == 64)
  }

  @Test func `csv for spreadsheets`() throws {
    let sql = "SELECT '=1+1' AS \"=a\", '+1' AS b, '-1' AS c, '@x' AS d, '\tx' AS e, 'x=1' AS f, -1 AS g, '''x' AS h"
    let safe = try Program.run(["sql", sql, "-f", "csv", "--csv-safe"], in: folder.url)
    #expect(safe.output == "\"'=a\",b,c,d,e,f,g,h\r\n\"'=1+1\",\"'+1\",\"'-1\",\"'@x\",\"'\tx\",x=1,-1,'x\r\n")
    let plain = try Program.run(["sql", sql, "-f", "csv"], in: folder.url)
    #expect(plain.output == "=a,b,c,d,e,f,g,h\r\n=1+1,+1,-1,@x,\tx,x=1,-1,'x\r\n")
    #expect(try Program.run(["sql", sql, "-f", "tsv", "--csv-safe"], in: folder.url).status == 64)
  }
}
