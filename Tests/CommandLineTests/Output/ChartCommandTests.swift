import Catalogs
import Foundation
import Testing

/// Charts of the built program, on real exports.
@Suite struct ChartCommandTests {
  private static let folder = Result {
    let folder = try SampleExports.folder()
    for name in ["spring", "summer"] {
      let outcome = try Program.run(
        ["import", "\(name)/annotation.api.json", "--as", name, "--project", "7"], in: folder)
      try #require(outcome.status == 0, "\(outcome.errors)")
    }
    return folder
  }

  /// The saved queries with a chart line, and values for the parameters that they need.
  private static let queries: [[String]] = ((try? SavedQueries().all) ?? []).filter { $0.sql.contains("\n-- chart:") }
    .map { query in
      [query.name]
        + query.parameters.filter { $0.defaultValue == nil }.map { parameter in
          switch parameter.type {
          case .label: "\(parameter.name)=car"
          case .labels: "\(parameter.name)=car,truck"
          case .date: "\(parameter.name)=2025-02-01"
          default: "\(parameter.name)=10"
          }
        }
    }

  @Test func thereAreChartLines() { #expect(Self.queries.count >= 14) }

  @Test(arguments: queries) func aChartLineSuitsItsResult(words: [String]) throws {
    let outcome = try Program.run(["run"] + words + ["--format", "chart"], in: try Self.folder.get())
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output.contains(/[█▓▒]/), "\(outcome.output)")
  }

  @Test(arguments: [
    (
      ["--chart-x", "k", "--chart-y", "n"], "n by k\na 1 █████████████████████████████████████▌\nb 2 ", ""
    ), (["--chart-type", "stacked", "--chart-y", "n", "--chart-y", "m"], "█ n  ▓ m\na 4 ", ""),
    (["--chart-by", "k"], "█ a  ▓ b\n1 3 ", ""),
    (["--chart-x", "kk"], "", "the result has no column kk; did you mean k?"),
    (["--chart-y", "k"], "", "k is not drawn: it holds the text \"a\"; CAST(… AS REAL) makes numbers"),
    (["--chart-type", "bra"], "", "there is no chart bra; did you mean bar?"),
    (["--chart-type", "histogram", "--chart-by", "k"], "", "a histogram is of one column"),
    (["--chart-x", "k", "--format", "csv"], "", "--chart-by go with --format chart"),
  ]) func columnsAreChosenByHand(options: [String], output: String, errors: String) throws {
    let sql = "SELECT 'a' AS k, 1 AS n, 3 AS m UNION ALL SELECT 'b', 2, 5"
    let outcome = try Program.run(["sql", sql] + options, in: try Self.folder.get())
    #expect(
      outcome.output.hasPrefix(output) && (errors.isEmpty || outcome.errors.contains(errors)),
      "\(outcome.output)\(outcome.errors)")
    #expect((outcome.status == 0) == errors.isEmpty)
  }

  @Test func aChartLineThatTheResultLacksIsAnError() throws {
    let folder = try Self.folder.get()
    let queries = folder.appending(path: "queries-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: queries, withIntermediateDirectories: true)
    for (name, line) in [("lacking", "bar k nn"), ("unknown", "bra k n")] {
      try "-- Title\n-- chart: \(line)\nSELECT 'a' AS k, 1 AS n".write(
        to: queries.appending(path: name + ".sql"), atomically: true, encoding: .utf8)
    }
    func run(_ name: String, _ format: String) throws -> Program.Outcome {
      try Program.run(["run", name, "--queries", queries.path, "--format", format], in: folder)
    }
    let lacking = try run("lacking", "chart")
    #expect(lacking.status == 2 && lacking.output.isEmpty)
    #expect(lacking.errors.contains("the query's chart line: the result has no column nn; did you mean n?"))
    let unknown = try run("unknown", "chart")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("the query's chart line: there is no chart bra; did you mean bar?"))
    #expect(try run("unknown", "csv").output == "k,n\r\na,1\r\n")
  }

  @Test(arguments: ["table", "json", "csv", "html", "chart"]) func aStatementThatFailsLeavesNothing(
    format: String
  ) throws {
    let outcome = try Program.run(
      ["sql", "SELECT abs(-9223372036854775808) AS broken", "--format", format], in: try Self.folder.get())
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    let rows = try Program.run(
      [
        "sql", "SELECT CASE column1 WHEN 2 THEN abs(-9223372036854775808) ELSE 1 END AS n FROM (VALUES (1), (2))",
        "--format", "json",
      ], in: try Self.folder.get())
    #expect(rows.status == 2 && rows.output == "[{\"n\":1}]\n")
  }
}
