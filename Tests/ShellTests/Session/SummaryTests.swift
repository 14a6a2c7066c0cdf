import CatalogFixture
import Catalogs
import SQLite
import Testing

@testable import Shell

/// The summary of columns, beside SQLite's own answers.
struct SummaryTests {
  private let test: TestCatalog

  init() throws { test = try TestCatalog() }

  private func summary(of sql: String) throws -> TableSummary {
    try test.open().withConnection { connection in
      try connection.withStatement(sql) { statement in try TableSummary(of: statement) { _ in } }
    }
  }

  @Test(arguments: [
    "VALUES (1), (2), (2), (NULL), (5)", "VALUES (1), (2.0), (2), (2.5), (-7)", "VALUES ('b'), ('a'), ('a'), ('')",
    "VALUES (x'00'), (1), ('x'), (NULL), (2.5), (x''), (x'00')", "VALUES (NULL), (NULL)",
    "SELECT 1 WHERE 0", "VALUES ('é'), ('e' || char(769)), ('é')", "VALUES ('a' || char(0) || 'b'), ('a')",
    "VALUES (9223372036854775807), (9223372036854775806), (9.2233720368547758e18), (-9223372036854775808)",
    "VALUES (1e999), (-1e999), (0.0), (-0.0)", "SELECT value % 1000 FROM generate", "SELECT value / 7.0 FROM generate",
    "SELECT CASE WHEN value % 3 THEN value % 17 ELSE 'x' || value % 5 END FROM generate",
  ])
  func `what is counted is what SQLite counts`(query: String) throws {
    let source = """
      WITH RECURSIVE generate(value) AS (SELECT 0 UNION ALL SELECT value * 7 % 20011 + 1 FROM generate LIMIT 20000),
      t(c) AS (\(query.replacing("generate", with: "(SELECT value FROM generate)")))
      """
    let found = try summary(of: "\(source) SELECT c FROM t").result.rows[0]
    let expected = try test.open().rows(
      """
      \(source) SELECT count(*) - count(c), count(DISTINCT c), min(c), max(c),
        (SELECT count(*) FROM t WHERE c IS NOT NULL GROUP BY c ORDER BY 1 DESC LIMIT 1),
        count(c) = count(CASE WHEN typeof(c) IN ('integer', 'real') THEN 1 END) AND count(c) > 0,
        (SELECT c FROM t WHERE c IS NOT NULL ORDER BY c LIMIT 1 OFFSET (SELECT max(0, (count(c) - 1) * 2 / 4) FROM t))
      FROM t
      """)[0]
    #expect(found[2] == expected[0])
    #expect(found[3] == expected[1])
    #expect(Self.areEqual(found[4], expected[2]))
    #expect(Self.areEqual(found[5], expected[3]))
    #expect(found[9] == .null ? expected[4] == .null : found[9].description.hasSuffix("(\(expected[4]))"))
    #expect(Self.areEqual(found[7], expected[5] == 1 ? expected[6] : .null))
  }

  private static func areEqual(_ left: QueryValue, _ right: QueryValue) -> Bool {
    switch (left, right) {
    case (.integer(let left), .real(let right)), (.real(let right), .integer(let left)): Double(left) == right
    default: left == right
    }
  }

  @Test func `many distinct values are estimated, the same in every run, and said`() throws {
    let sql = """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 400000)
      SELECT i, 'x' || i AS t, i % 10 AS d FROM n
      """
    let first = try summary(of: sql)
    #expect(first.estimated == ["i", "t"])
    #expect(try summary(of: sql).result == first.result)
    for row in first.result.rows.prefix(2) {
      let text = row[3].description
      #expect(text.hasPrefix("≈"))
      let count = try #require(Int(text.dropFirst()))
      #expect((392_000...408_000).contains(count))
    }
    #expect(first.result.rows[0][4...5] == [1, 400_000])
    let median = try #require(Int(first.result.rows[0][7].description.dropFirst()))
    #expect((190_000...210_000).contains(median))
    #expect(first.result.rows[2][3] == 10)
    #expect(ShellMessages.summaryFooter(of: first)[1].hasPrefix("≈ in i, t: more than 262,144 distinct values"))
  }
}
