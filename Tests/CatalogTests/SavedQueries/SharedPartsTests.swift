import Catalogs
import Testing

/// Saved queries are plain SQL that any tool can run, so that what several of them need is written in each. It must stay
/// the same in all.
@Suite struct SharedPartsTests {
  struct Part: CustomTestStringConvertible {
    let name: String
    let start: String
    let end: String
    let queries: [String]

    var testDescription: String { name }
  }

  static let parts = [
    Part(
      name: "the definitions of the labels", start: "  definitions AS (\n", end: "\n  )",
      queries: [
        "accepted-per-label", "class-balance", "goal-progress", "label-cooccurrence", "label-counts", "label-paths",
        "stats-by-attribute", "stats-since",
      ]),
    Part(
      name: "one name per label", start: "  named AS MATERIALIZED (\n", end: "\n  )",
      queries: [
        "accepted-per-label", "class-balance", "label-counts", "label-paths", "stats-by-attribute", "stats-since",
      ]),
    Part(
      name: "uses of labels with two definitions", start: "  uses AS (\n", end: "\n  )",
      queries: ["class-balance", "goal-progress", "stats-by-attribute"]),
    Part(
      name: "counts by status and type",
      start: "  coalesce(sum(c.uses) FILTER (WHERE c.status = 'v' AND c.file_type = 'image'), 0)",
      end: "\nFROM counts c\n", queries: ["stats-by-attribute", "stats-by-user", "stats-since"]),
    Part(
      name: "the export whose uploads are counted", start: "  chosen AS MATERIALIZED (\n", end: "\n  )",
      queries: ["uploads-per-day", "uploads-per-month"]),
    Part(
      name: "ranges of upload dates", start: "  ranges AS (\n", end: "\n  ),\n  parts AS (",
      queries: ["uploads-per-day", "uploads-per-month"]),
  ]

  @Test(arguments: parts) func areTheSame(_ part: Part) throws {
    let queries = try SavedQueries()
    let texts = try part.queries.map { name in
      let sql = try queries.query(name).sql
      let start = try #require(sql.firstRange(of: part.start), "\(name)")
      let end = try #require(sql[start.upperBound...].firstRange(of: part.end), "\(name)")
      #expect(sql.ranges(of: part.start).count == 1, "\(name)")
      return sql[start.lowerBound..<end.lowerBound]
    }
    #expect(Set(texts).count == 1)
  }
}
