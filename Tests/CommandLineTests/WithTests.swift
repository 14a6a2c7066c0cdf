import Foundation
import Testing

/// Files as tables of a command: `--with`.
struct WithTests {
  private static let folder = Result {
    let folder = try SampleExports.folder()
    let outcome = try Program.run(["import", "small/annotation.api.json", "--as", "small"], in: folder)
    try #require(outcome.status == 0, "\(outcome.errors)")
    let written = try Program.run(
      ["sql", "SELECT file_id, status, NULL AS absent, '' AS empty FROM files", "-f", "csv", "-o", "x=1.csv"],
      in: folder)
    try #require(written.status == 0, "\(written.errors)")
    let query = "-- Wanted\nSELECT count(*) AS n FROM wanted JOIN files USING (file_id)\n"
    try FileManager.default.createDirectory(at: folder.appending(path: "queries"), withIntermediateDirectories: true)
    try query.write(to: folder.appending(path: "queries/wanted.sql"), atomically: true, encoding: .utf8)
    return folder
  }

  @Test(arguments: [
    ["sql", "--with", "./x=1.csv", "SELECT count(*) AS n FROM x_1 JOIN files USING (file_id, status)"],
    ["sql", "--with", "t=x=1.csv", "SELECT count(*) AS n FROM t WHERE absent IS NULL AND empty = ''"],
    ["run", "wanted", "--queries", "queries", "--with", "wanted=x=1.csv"],
    ["sql", "--with=t=x=1.csv", "--with", "u=x=1.csv", "SELECT count(*) AS n FROM t JOIN u USING (file_id)"],
  ])
  func `a file is a table, under its own name or another`(words: [String]) throws {
    let folder = try Self.folder.get()
    let outcome = try Program.run(words, in: folder)
    let all = try Program.run(["sql", "SELECT count(*) AS n FROM files"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == all.output)
    #expect(outcome.errors.contains("the first line has the names; separated by commas; indexed by file_id"))
  }

  @Test(arguments: [
    (["sql", "--with", "nosuch.csv", "SELECT 1"], Int32(2), "nosuch.csv: cannot be opened"),
    (["sql", "--with", "files=x=1.csv", "SELECT 1"], 2, "there is a table files already in the catalog"),
    (["sql", "--with", "t=-"], 64, "standard input can't be both"),
    (["sql", "--with-text", "SELECT 1"], 64, "go with --with"),
    (["sql", "--with", "a=-", "--with", "b=-", "SELECT 1"], 64, "only once"),
    (["sql", "SELECT * FROM 'x=1.csv'"], 2, "a file becomes a table first: --with FILE"),
    (["sql", "--with", "t=catalog.db", "SELECT 1"], 2, "this is an SQLite database"),
  ])
  func `a file that can't be one is an error`(words: [String], status: Int32, message: String) throws {
    let outcome = try Program.run(words, in: try Self.folder.get())
    #expect(outcome.status == status)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(message))
  }
}
