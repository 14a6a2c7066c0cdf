import Catalogs
import DisplayWidth
import SQLite
import Testing

@testable import Shell

/// The greeting fits the window.
@Suite struct GreetingTests {
  private static let exports = QueryResult(
    columns: ["name", "project", "files", "imported", "source"],
    rows: [
      ["2025-06-10", 7, 82, "2025-06-11 10:00", ""],
      ["a name that is so long that nobody can read it in a line", 123456, 1_234_567, "2025-06-11", ""],
      ["日本語の書き出し日本語の書き出し日本語の書き出し", .null, 3, "2025-06-11", ""], ["\u{1B}[31mred", 1, 1, "2025-06-11", ""],
      ["e\u{301}\u{301}👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀", 1, 1, "2025-06-11", ""], ["six", 1, 1, "2025-06-11", ""],
    ])

  @Test(
    arguments: [1, 10, 20, 40, 60, 79, 80, 120],
    ["catalog.db", "/home/ada/" + String(repeating: "目録/", count: 40) + "catalog.db"])
  func noLineIsWiderThanTheWindow(width: Int, path: String) {
    for exports in [Self.exports, QueryResult(columns: Self.exports.columns, rows: [])] {
      let text = Greeting(width: width).text(path: path, exports: exports, queries: 129, isWritable: true)
      for line in text.split(separator: "\n") {
        // A word, and a count of files, is not cut.
        let least = line.split(separator: " ").map(\.count).max() ?? 0
        #expect(width < 40 || DisplayWidth.of(line) <= max(width, least), "\(line)")
      }
      #expect(!text.contains("\u{1B}"))
    }
  }

  @Test func theUsualOneIsWhole() {
    let rows = Array(Self.exports.rows.prefix(1))
    let text = Greeting(width: 80).text(
      path: "catalog.db", exports: QueryResult(columns: Self.exports.columns, rows: rows), queries: 29,
      isWritable: false)
    #expect(
      text == """
        Pressmark \(Version.text), catalog.db
          2025-06-10, project 7, 82 files, imported 2025-06-11
        29 saved queries: .queries. SQL ends in a semicolon; .help helps, .quit leaves.

        """)
    let narrow = Greeting(width: 40).text(
      path: "/srv/data/projects/annotation/catalogs/catalog.db",
      exports: QueryResult(columns: Self.exports.columns, rows: rows), queries: 29, isWritable: false)
    #expect(
      narrow == """
        Pressmark \(Version.text), /srv/da…logs/catalog.db
          2025-06-10, project 7, 82 files
        29 saved queries: .queries. SQL ends in
        a semicolon; .help helps, .quit leaves.

        """)
  }
}
