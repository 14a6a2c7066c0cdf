import Catalogs
import SQLite
import Testing

@testable import Output

/// What is drawn of which result.
@Suite struct ChartChoiceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let columns: [String]
    let rows: [[QueryValue]]
    /// The plan in words: `bar name: uses by status`.
    let plan: String
    var testDescription: String { name }

    init(_ name: String, _ columns: String, _ rows: [[QueryValue]], _ plan: String) {
      (self.name, self.rows, self.plan) = (name, rows, plan)
      self.columns = columns.split(separator: " ").map(String.init)
    }
  }

  private static func columns(_ names: [String], _ rows: [[QueryValue]]) -> [ChartColumn] {
    names.indices.map { index in
      ChartColumn(
        name: names[index],
        points: rows.map { row in
          switch row[index] {
          case .integer(let number): .integer(number)
          case .real(let number): .real(number)
          case .text(let text): .text(text)
          default: .nothing
          }
        })
    }
  }

  private static func words(_ plan: ChartPlan, _ names: [String]) -> String {
    "\(plan.type) \(plan.x.map { names[$0] } ?? "-"): \(plan.y.map { names[$0] }.joined(separator: " "))"
      + (plan.series.map { " by \(names[$0])" } ?? "")
  }

  private static let id1 = QueryValue.text("65e11a7f1ca3b1799d06671b")
  private static let id2 = QueryValue.text("677485621ca3b1799d06671c")

  @Test(arguments: [
    Case(
      "ids and levels are no amounts", "attribute_id name level_order payload uses files",
      [[38, "day", 3, nil, 653, 553], [43, "night", 3, "x", 630, 536]], "bar name: uses"),
    Case(
      "neither are running totals", "day files_so_far files",
      [["2025-01-01", 5, 5], ["2025-01-02", 7, 2], ["2025-01-03", 10, 3]], "line day: files"),
    Case(
      "also under other names", "day n total", [["2025-01-01", 5, 5], ["2025-01-02", 2, 7], ["2025-01-03", 3, 10]],
      "line day: n"),
    Case(
      "parts that add up to a column are stacked", "author accepted declined decided percent",
      [["a", 3, 1, 4, 25.0], ["b", 2, 2, 4, 50.0]], "stacked author: accepted declined"),
    Case(
      "a total before its parts is one too", "author files images videos", [["a", 4, 3, 1], ["b", 6, 2, 4]],
      "stacked author: images videos"),
    Case(
      "a percentage comes last", "who declined_percent declined", [["a", 25.5, 3], ["b", 50.0, 2]], "bar who: declined"),
    Case("and alone it is drawn", "who share", [["a", 25.5], ["b", 50.0]], "bar who: share"),
    Case(
      "what repeats is divided", "status file_type files",
      [["a", "image", 3], ["a", "video", 1], ["d", "image", 2]], "stacked status: files by file_type"),
    Case(
      "percentages are not stacked", "name export percent",
      [["car", "may", 3.5], ["car", "june", 1.5], ["bus", "june", 2.5]], "bar name: percent by export"),
    Case(
      "neither are negative numbers", "name export moved",
      [["car", "may", 3], ["car", "june", -1], ["bus", "june", 2]], "bar name: moved by export"),
    Case(
      "days come before people", "author day files",
      [["a", "2025-01-01", 3], ["b", "2025-01-01", 1], ["a", "2025-01-02", 1], ["a", "2025-01-03", 1]],
      "line day: files by author"),
    Case(
      "ids of files are no labels where there are others", "file_id file_name groups",
      [[id1, "a.jpg", 3], [id2, "b.jpg", 1]], "bar file_name: groups"),
    Case("else they are", "file_id groups", [[id1, 3], [id2, 1]], "bar file_id: groups"),
    Case("years are no amounts", "year files", [[2023, 3], [2024, 1], [2025, 7]], "line year: files"),
    Case("numbers of rows are labels", "row_no size", [[1, 30], [2, 10], [3, 70]], "bar row_no: size"),
    Case("two columns of numbers", "a b", [[10, 3], [20, 1]], "bar a: b"),
    Case("numbers alone", "n", [[10], [20]], "histogram -: n"),
    Case("ids alone too", "position", [[10], [20]], "histogram -: position"),
    Case("one row", "files accepted percent", [[10, 5, 50.0]], "bar -: files accepted"),
    Case("flags are no amounts", "name in_last_export exports", [["a", 1, 3], ["b", 0, 2]], "bar name: exports"),
    Case("neither are digests", "name digest n", [["a", -2_632_086_928_110_533_948, 3], ["b", 5, 2]], "bar name: n"),
    Case("all zero", "name n", [["a", 0], ["b", 0]], "bar name: n"),
  ]) func isChosen(_ example: Case) throws {
    let request = ChartRequest()
    let plan = try ChartChoice(Self.columns(example.columns, example.rows))
      .plan(request, NamedColumns(request, among: example.columns))
    #expect(Self.words(plan, example.columns) == example.plan)
  }

  private static let files: [[QueryValue]] = [["a", "image", 3, 7], ["a", "video", 1, 5], ["d", "image", 2, 4]]

  @Test(
    arguments: [
      ("bar status files", "bar status: files"),
      ("stacked file_type files by status", "stacked file_type: files by status"),
      ("line status files groups", "line status: files groups"), ("groups", "histogram -: groups"),
      ("histogram FILES", "histogram -: files"), ("bar", "bar status: files by file_type"),
      ("status groups", "bar status: groups"), ("bar \"status\" files", "bar status: files"),
    ] as [(String, String)]) func whatIsNamedIsDrawn(line: String, expected: String) throws
  {
    let names = ["status", "file_type", "files", "groups"]
    let request = try ChartRequest(words(line))
    let plan = try ChartChoice(Self.columns(names, Self.files)).plan(request, NamedColumns(request, among: names))
    #expect(Self.words(plan, names) == expected)
  }

  @Test(arguments: [
    ("bar staus files", "the result has no column staus; did you mean status?"),
    ("bra status files", "the result has no column bra; did you mean bar?"),
    ("bar status flies", "the result has no column flies; did you mean files?"),
    ("bar status same", "the result has several columns same; AS gives them names of their own"),
    ("bar status file_type", "file_type is not drawn: it holds the text \"image\"; CAST(… AS REAL) makes numbers"),
    ("histogram status", "status is not drawn: it holds the text \"a\"; CAST(… AS REAL) makes numbers"),
    ("bar status files by", "by takes one column, found none"),
    ("histogram files groups", "a histogram is of one column"),
    ("bar status files groups by file_type", "by divides one amount, and there are several"),
  ]) func whatCannotBeDrawnIsAnError(line: String, text: String) throws {
    let names = ["status", "file_type", "files", "groups", "same", "same"]
    let rows = Self.files.map { $0 + [1, 1] }
    let fault = try #require(
      throws: ChartFault.self,
      performing: {
        let request = try ChartRequest(words(line))
        _ = try ChartChoice(Self.columns(names, rows)).plan(request, NamedColumns(request, among: names))
      })
    #expect("\(fault)" == text)
  }

  private func words(_ line: String) -> [ChartRequest.Word] {
    line.split(separator: " ").map { word in
      .init(text: word.filter { $0 != "\"" }, isQuoted: word.hasPrefix("\""))
    }
  }
}
