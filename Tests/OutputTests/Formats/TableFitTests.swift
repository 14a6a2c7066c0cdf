import DisplayWidth
import SQLite
import Testing

@testable import Output

/// Tables in windows that are too narrow for them.
@Suite struct TableFitTests {
  private static let id = "65e11a7f1ca3b1799d06671b"

  private func table(
    _ columns: [String], _ rows: [[QueryValue]], width: Int, unicode: Bool = true, hint: FormatHint? = nil
  ) -> [String] {
    written("table", QueryResult(columns: columns, rows: rows)) { options in
      options.width = width
      options.usesUnicode = unicode
      options.hint = hint
    }.split(separator: "\n").map(String.init)
  }

  @Test func longTextsAreShortenedAndIdsAreNot() {
    let row: [QueryValue] = [
      .text(Self.id), "a name that is as long as it can be", 123_456_789_012, "2025-06-10 12:33",
    ]
    let lines = table(["file_id", "file_name", "n", "upload_date"], [row, row], width: 80)
    #expect(lines[3] == "│ \(Self.id) │ a name that is… │ 123456789012 │ 2025-06-10 12:33 │")
  }

  @Test func headersGoOverTwoLinesBeforeAnythingIsShortened() {
    let columns = ["related_duplicates", "storage_project_id", "a name"]
    let lines = table(columns, [[1, 2, "a text of some size"], [3, 4, "x"]], width: 50)
    #expect(
      lines == [
        "┌────────────┬────────────┬─────────────────────┐",
        "│   related_ │   storage_ │ a name              │",
        "│ duplicates │ project_id │                     │",
        "├────────────┼────────────┼─────────────────────┤",
        "│          1 │          2 │ a text of some size │",
        "│          3 │          4 │ x                   │",
        "└────────────┴────────────┴─────────────────────┘",
      ])
  }

  @Test func columnsAreLeftOutFromTheMiddleWithAMarkAndAFooter() {
    let columns = (1...14).map { "column\($0)" }
    let row = (1...14).map { QueryValue.integer($0) }
    let lines = table(columns, [row, row], width: 60, hint: .last)
    #expect(lines[1] == "│ column1 │ column2 │ column3 │ column4 │ … │ column14 │")
    #expect(lines[3] == "│       1 │       2 │       3 │       4 │ … │       14 │")
    #expect(lines.last == "14 columns, 5 shown; .last line shows all")
    let plain = table(columns, [row, row], width: 60, unicode: false)
    #expect(plain[1].contains("| column4 | ... | column14 |"))
    #expect(plain.last?.hasPrefix("+--") == true)
  }

  @Test func aSingleRowIsARecordWhereItDoesNotFit() {
    let text = String(repeating: "x", count: 100)
    #expect(table(["a", "long"], [[1, .text(text)]], width: 60) == ["   a = 1", "long = \(text)"])
    #expect(table(["a"], [[1]], width: 60).count == 5)
  }

  @Test(arguments: [1, 2, 5, 12, 20, 33, 40, 80, 120, 200], [true, false])
  func everyLineFitsItsWindow(width: Int, unicode: Bool) {
    let wide = "日本語のとても長いファイル名👩‍🚀e\u{301}.jpeg"
    let columns =
      ["id", "a_header_of_many_words_and_some_more", wide, "n", "", "payload\nwith_control"] + (0..<30).map { "c\($0)" }
    let row: [QueryValue] =
      [.text(Self.id), "x", .text(wide), 12, nil, .text(String(repeating: "{\"k\": [1, 2]}", count: 9))]
      + (0..<30).map { .integer($0) }
    for count in [1, 2, 3, 6, 20, 36] {
      let lines = table(
        Array(columns.prefix(count)), Array(repeating: Array(row.prefix(count)), count: 3), width: width,
        unicode: unicode)
      let widths = Set(lines.map { DisplayWidth.of($0) })
      #expect(widths.count == 1, "\(lines)")
      if width >= 40 { #expect(widths.first ?? 0 <= width, "\(lines)") }
    }
  }

  @Test func aResultOfTwoThousandColumnsIsATable() {
    let columns = (0..<2000).map { "column_\($0)" }
    let lines = table(columns, [], width: 80, hint: .option)
    #expect(lines.count == 6 && lines[1].contains("│ column_ │"))
    #expect(lines.last?.hasPrefix("2,000 columns, ") == true)
  }

  @Test func aLateNumberStaysWhole() {
    let rows = (0..<1200).map {
      [QueryValue.integer($0 == 1100 ? 1_234_567_890 : 1), .text($0 == 1100 ? "longer" : "x")]
    }
    let lines = table(["n", "t"], rows, width: 40)
    #expect(lines[1103] == "│ 1234567890 │ … │")
  }
}
