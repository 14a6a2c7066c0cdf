import CatalogFixture
import Catalogs
import ControlText
import SQLite
import Testing

@testable import Output

/// What a format makes of a small result.
func written(_ name: String, _ result: QueryResult, _ change: (inout FormatOptions) -> Void = { _ in }) -> String {
  var options = FormatOptions()
  change(&options)
  var bytes: [UInt8] = []
  let writer = ByteWriter(capacity: 64) { piece in
    bytes += piece
    return nil
  }
  OutputFormat.named(name)?.write(result, options: options, to: writer)
  writer.flush()
  return String(decoding: bytes, as: UTF8.self)
}

@Suite struct FormatTests {
  static let values = QueryResult(
    columns: ["n", "text"],
    rows: [
      [1, "plain"], [-20, nil], [nil, ""], [2.5, "NULL"], [3, "a,\"b\"\r\n\tc\\"], [4, "日本 é 👩‍🚀"],
      [5, .blob([0, 255])],
      [6, "\u{1B}[31m"],
    ])

  @Test(arguments: [
    (
      "table",
      """
      ┌──────┬──────────────────────┐
      │    n │ text                 │
      ├──────┼──────────────────────┤
      │    1 │ plain                │
      │  -20 │ NULL                 │
      │ NULL │                      │
      │  2.5 │ 'NULL'               │
      │    3 │ a,"b"\\r\\n\\tc\\        │
      │    4 │ 日本 é 👩‍🚀            │
      │    5 │ x'00ff'              │
      │    6 │ \\x1b[31m             │
      └──────┴──────────────────────┘

      """
    ),
    (
      "tsv",
      "n\ttext\n1\tplain\n-20\t\\N\n\\N\t\n2.5\tNULL\n3\ta,\"b\"\\r\\n\\tc\\\\\n4\t日本 é 👩‍🚀\n5\tx'00ff'\n6\t\u{1B}[31m\n"
    ),
    (
      "csv",
      "n,text\r\n1,plain\r\n-20,\r\n,\"\"\r\n2.5,NULL\r\n3,\"a,\"\"b\"\"\r\n\tc\\\"\r\n4,日本 é 👩‍🚀\r\n5,x'00ff'\r\n6,\u{1B}[31m\r\n"
    ),
    (
      "json",
      #"""
      [{"n":1,"text":"plain"},
      {"n":-20,"text":null},
      {"n":null,"text":""},
      {"n":2.5,"text":"NULL"},
      {"n":3,"text":"a,\"b\"\r\n\tc\\"},
      {"n":4,"text":"日本 é 👩‍🚀"},
      {"n":5,"text":"x'00ff'"},
      {"n":6,"text":"\u001b[31m"}]

      """#
    ),
    (
      "markdown",
      #"""
      |    n | text                 |
      | ---: | -------------------- |
      |    1 | plain                |
      |  -20 | NULL                 |
      | NULL |                      |
      |  2.5 | 'NULL'               |
      |    3 | a,"b"\\r\\n\\tc\\    |
      |    4 | 日本 é 👩‍🚀            |
      |    5 | x'00ff'              |
      |    6 | \\x1b\[31m           |

      """#
    ),
  ]) func everyValueIsWrittenAsTheFormatHasIt(name: String, expected: String) {
    // Widths are the measure's business: here only the words and their order count.
    func words(_ text: String) -> [Substring] {
      text.split { $0 == " " || $0 == "─" || $0 == "-" && name == "markdown" }
    }
    #expect(words(written(name, Self.values)) == words(expected))
  }

  @Test func columnsLineUp() {
    let lines = written("table", Self.values).split(separator: "\n")
    #expect(lines[0] == "┌──────┬───────────────┐")
    #expect(lines[3] == "│    1 │ plain         │")
    #expect(lines[8] == "│    4 │ 日本 é 👩‍🚀     │")
    #expect(lines[7] == "│    3 │ a,\"b\"\\r\\n\\tc\\ │")
  }

  @Test func linesAreOneValueEach() {
    let result = QueryResult(columns: ["id", "name"], rows: [[1, "a\nb"], [2, nil]])
    #expect(written("line", result) == "  id = 1\nname = a\\nb\n\n  id = 2\nname = NULL\n")
  }

  @Test func aPageEscapesItsText() {
    let page = written("html", QueryResult(columns: ["<c>"], rows: [["<script>&\""], [nil]]))
    #expect(page.contains("<th>&lt;c&gt;</th>"))
    #expect(page.contains("<td>&lt;script&gt;&amp;&quot;</td>"))
    #expect(page.contains("<td class=\"null\">NULL</td>"))
    #expect(!page.contains("<script"))
  }

  @Test(arguments: ["table", "tsv", "csv", "json", "jsonl", "markdown", "line", "html", "chart"])
  func noControlReachesATerminal(name: String) {
    let evil = "\u{1B}]0;x\u{07}\u{9B}31m\u{202E}\u{7F}"
    let result = QueryResult(columns: ["n", evil], rows: [[1, .text(evil)]])
    let text = written(name, result) { options in options.escapesControls = true }
    let controls = text.unicodeScalars.filter { ControlText.isControl($0) && !"\r\n\t".unicodeScalars.contains($0) }
    #expect(controls.isEmpty)
  }

  @Test(arguments: ["table", "markdown", "json", "line", "csv", "tsv", "html"])
  func anEmptyResultIsWellFormed(name: String) {
    let text = written(name, QueryResult(columns: ["a"], rows: []))
    switch name {
    case "json": #expect(text == "[]\n")
    case "line": #expect(text == "")
    case "csv": #expect(text == "a\r\n")
    default: #expect(text.contains("a"))
    }
  }

  @Test func columnsOfOneNameStayApartInJSON() {
    let result = QueryResult(columns: ["id", "id", "id_2"], rows: [[1, 2, 3]])
    #expect(written("jsonl", result) == "{\"id\":1,\"id_2\":2,\"id_2_2\":3}\n")
  }

  @Test func jsonHasNoInfinity() {
    let result = QueryResult(columns: ["x"], rows: [[.real(.infinity)], [.real(-.infinity)], [.real(1e20)]])
    #expect(written("jsonl", result) == "{\"x\":9.0e+999}\n{\"x\":-9.0e+999}\n{\"x\":1.0e+20}\n")
  }

  @Test(
    arguments: [
      (0.1, "0.1"), (100, "100.0"), (1e20, "1.0e+20"), (1e15, "1.0e+15"), (123_456_789_012_345, "123456789012345.0"),
      (1e-4, "0.0001"), (1e-5, "1.0e-05"), (-1.5e-7, "-1.5e-07"), (1.0 / 3, "0.3333333333333333"),
      (.leastNonzeroMagnitude, "5.0e-324"),
      (-0.0, "-0.0"), (1.7976931348623157e308, "1.7976931348623157e+308"), (.infinity, "Inf"),
      (0.00012345678901234567, "0.00012345678901234567"),
    ] as [(Double, String)]) func realsReadBackAsTheyWere(number: Double, text: String)
  {
    #expect(RealText.text(number) == text)
    if number.isFinite { #expect(Double(text) == number) }
  }

  @Test(arguments: [0, 7, -7, 10, 99, 100, 1_234_567_890, Int64.max, Int64.min, 1_000_000_000_000_000_000])
  func integersAreWrittenDigitByDigit(number: Int64) {
    #expect(written("csv", QueryResult(columns: ["n"], rows: [[.integer(number)]])) == "n\r\n\(number)\r\n")
  }

  @Test func aTableFitsItsWindow() {
    let result = QueryResult(
      columns: ["id", "long"], rows: [[1, .text(String(repeating: "x", count: 200))], [2, "日本語日本語日本語日本語日本語"]])
    let lines = written("table", result) { options in options.width = 30 }.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 30 })
    #expect(lines[3] == "│  1 │ xxxxxxxxxxxxxxxxxxxx… │" || lines[3].hasSuffix("… │"))
  }

  @Test func rowsTooWideForAnyTableStandOneValueALine() {
    let names = (0..<20).map { "column_number_\($0)" }
    let result = QueryResult(columns: names, rows: [names.map { .text($0) }])
    let text = written("table", result) { options in options.width = 60 }
    #expect(text.contains(" column_number_0 = column_number_0\n"))
  }

  @Test func aLongTableKeepsItsWidths() {
    let rows = (0..<3000).map { [QueryValue.integer(Int64($0)), .text($0 == 2500 ? "longer than before" : "x")] }
    let lines = written("table", QueryResult(columns: ["n", "t"], rows: rows)).split(separator: "\n")
    #expect(lines.count == 3004)
    #expect(lines[2503] == "│ 2500 │ longer than before │")
    #expect(lines[2504] == "│ 2501 │ x │")
  }

  @Test func invalidTextIsRepairedInJSON() throws {
    let test = try TestCatalog()
    let catalog = try test.open()
    var bytes: [UInt8] = []
    try catalog.withConnection { connection in
      let writer = ByteWriter { piece in
        bytes += piece
        return nil
      }
      let runner = QueryRunner(format: OutputFormat.named("jsonl") ?? OutputFormat.all[0], options: FormatOptions())
      try runner.run("SELECT CAST(x'61ff62' AS TEXT) AS t", on: connection, to: writer)
    }
    #expect(String(decoding: bytes, as: UTF8.self) == "{\"t\":\"a\u{FFFD}b\"}\n")
  }

  @Test(
    arguments: [
      (["status", "files"], [["a", 10], ["v", 5]], "a 10 ████"), (["n"], [[1], [1], [2]], "1 2 ████"),
      (["day", "n"], [["2025-06-01", 1], ["2025-06-02", 3], ["2025-06-03", 2]], "2025-06-01"),
      (["status", "type", "n"], [["a", "image", 1], ["a", "video", 1]], "█ image  ▓ video"),
    ] as [([String], [[QueryValue]], String)]) func chartsSuitTheirResult(
      columns: [String], rows: [[QueryValue]], part: String
    )
  {
    #expect(written("chart", QueryResult(columns: columns, rows: rows)).contains(part))
  }

  /// Composed and decomposed Unicode look alike, and are two names.
  @Test func alikeNamesAreTwo() {
    let (composed, decomposed) = (QueryValue.text("caf\u{E9}"), QueryValue.text("cafe\u{301}"))
    let chart = written("chart", QueryResult(columns: ["name", "n"], rows: [[composed, 10], [decomposed, 5]]))
    #expect(chart.split(separator: "\n").count == 2)
    let stacked = QueryResult(
      columns: ["name", "type", "n"],
      rows: [[composed, "a", 1], [decomposed, "a", 2], ["x", composed, 3], ["x", decomposed, 4]])
    let lines = written("chart", stacked).split(separator: "\n")
    #expect(lines.count { $0.utf8.starts(with: "caf".utf8) } == 2)
    #expect(lines.contains { $0.contains("caf\u{E9}") && $0.utf8.count { $0 == UInt8(ascii: "f") } >= 2 })
    let json = written("json", QueryResult(columns: ["caf\u{E9}", "cafe\u{301}"], rows: [[1, 2]]))
    #expect(json.utf8.elementsEqual("[{\"caf\u{E9}\":1,\"cafe\u{301}\":2}]\n".utf8))
  }

  /// A mark that combines with a sign leaves the sign to whoever reads the text.
  @Test(arguments: [
    ("markdown", "<\u{338}b>\u{301}|\u{301}*\u{301}", "&lt;\u{338}b&gt;\u{301}\\|\u{301}\\*\u{301}"),
    ("html", "<\u{338}b>\u{301}", "&lt;\u{338}b&gt;\u{301}"), ("csv", "\"\u{301}", "\"\"\"\u{301}\""),
    ("json", "\"\u{301}\\\u{301}", "\\\"\u{301}\\\\\u{301}"),
  ]) func signsWithMarksAreEscaped(_ format: String, _ text: String, _ expected: String) {
    let result = written(format, QueryResult(columns: ["a"], rows: [[.text(text)]]))
    let (bytes, wanted) = (Array(result.utf8), Array(expected.utf8))
    #expect(bytes.indices.contains { bytes[$0...].starts(with: wanted) }, "\(result)")
  }

  @Test func aChartNeedsNumbers() {
    #expect(written("chart", QueryResult(columns: ["a"], rows: [["x"]])).hasPrefix("nothing to draw"))
  }
}
