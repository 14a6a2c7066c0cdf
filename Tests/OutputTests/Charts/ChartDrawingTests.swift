import Catalogs
import DisplayWidth
import SQLite
import Testing

@testable import Output

/// Charts as they are drawn.
@Suite struct ChartDrawingTests {
  private func chart(
    _ columns: [String], _ rows: [[QueryValue]], _ request: ChartRequest? = nil, width: Int = 40, unicode: Bool = true
  ) -> String {
    written("chart", QueryResult(columns: columns, rows: rows)) { options in
      options.width = width
      options.usesUnicode = unicode
      options.setChart(request, header: nil)
    }
  }

  @Test func negativeNumbersHangToTheLeft() {
    #expect(
      chart(["k", "n"], [["a", 10], ["b", -5], ["c", nil], ["d", 0]]) == """
        a   10           │█████████████████████
        b   -5 ██████████│
        c NULL           │
        d    0           │

        """)
    #expect(
      chart(["k", "n"], [["a", 10], ["b", -5]], unicode: false) == """
        a 10            |######################
        b -5 ###########|

        """)
  }

  @Test func seriesAreToldApartWithoutColour() {
    let rows: [[QueryValue]] = [["a", "x", 6], ["a", "y", 3], ["b", "x", 3], ["b", "z", nil]]
    #expect(
      chart(["k", "s", "n"], rows, width: 20) == """
        █ x  ▓ y  ▒ z
        a 9 ██████████▓▓▓▓▓
        b 3 █████

        """)
    #expect(
      chart(["k", "s", "n"], rows, ChartRequest(type: .bar, x: "k", y: ["n"], series: "s"), width: 20, unicode: false)
        == """
        # x  = y  + z
        a    6 ############
             3 ======
             -
        b    3 ######
             -
          NULL

        """)
  }

  @Test func severalAmountsStandBelowEachOther() {
    #expect(
      chart(
        ["k", "n", "m"], [["a", 6, 3], ["b", 2, 4]], ChartRequest(type: .bar, x: "k", y: ["n", "m"]), width: 20)
          == """
          █ n  ▓ m
          a 6 ███████████████
            3 ▓▓▓▓▓▓▓▓
          b 2 █████
            4 ▓▓▓▓▓▓▓▓▓▓

          """)
  }

  @Test func anAxisOfTimeIsInOrderAndHasItsGaps() {
    let rows: [[QueryValue]] = [["2025-03", 8], ["2025-01", 4], ["2025-06", 2], [nil, 1], ["2025-02", 0]]
    #expect(
      chart(["month", "n"], rows, ChartRequest(type: .line)) == """
        n
                 8 ┤        ███
                   ┤        ███
                   ┤        ███
                   ┤        ███
                   ┤███     ███
                   ┤███     ███
                   ┤███     ███         ███
                 0 ┤███     ███         ███
                   └────────────        ────
                    2025-01             2025-06
        1 row without month: not drawn

        """)
    #expect(
      chart(["month", "n"], rows, ChartRequest(type: .bar), width: 24) == """
        2025-01 4 ██████▌
        2025-02 0
        2025-03 8 █████████████
        2025-04 -
        2025-05 -
        2025-06 2 ███▎
        NULL    1 █▋

        """)
  }

  @Test func linesGoBelowZero() {
    let rows: [[QueryValue]] = [["2025-01-01", 3], ["2025-01-02", -1], ["2025-01-03", 1]]
    let lines = chart(["day", "n"], rows, unicode: false).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1] == "         3 |#####")
    #expect(lines[6] == "           |#####       #####")
    #expect(lines[7] == "         0 |      #####")
    #expect(lines[8] == "        -1 |      #####")
    #expect(lines[10] == "            2025-01-01  2025-01-03")
  }

  @Test func manyDaysShareAColumnAndManyMinutesADay() {
    let days = (1...28).map { [QueryValue.text("2025-02-\($0 < 10 ? "0" : "")\($0)"), 1] }
    #expect(chart(["day", "n"], days, width: 26).hasSuffix("\neach column is the sum of 2 days\n"))
    #expect(chart(["day", "share"], days, width: 40).hasPrefix("share\n         1 ┤"))
    #expect(chart(["day", "percent"], days, width: 38).contains("the average of 2 days"))
    let minutes = (10...28).map { [QueryValue.text("2025-02-\($0) 10:00"), 1] }
    #expect(chart(["at", "n"], minutes).hasSuffix("\nminutes are added up by day\n"))
    let stacked = (1...9).flatMap { month -> [[QueryValue]] in
      (10...37).map { [.text("2025-0\(month)-\($0 - 9 < 10 ? "0" : "")\($0 - 9)"), 1, 2] }
    }
    let months = chart(["day", "n", "m"], stacked, ChartRequest(type: .stacked, x: "day", y: ["n", "m"]))
    #expect(months.contains("\n2025-09 84 ") && months.hasSuffix("\ndays are added up by month\n"))
  }

  @Test func seriesBeyondSixGoTogether() {
    let rows = (0..<9).map { [QueryValue.text("a"), .text("s\($0)"), .integer(Int64(10 - $0))] }
    let text = chart(["k", "s", "n"], rows, ChartRequest(type: .stacked, x: "k", y: ["n"], series: "s"))
    #expect(text.hasPrefix("█ s0  ▓ s1  ▒ s2  ░ s3  ▚ s4  ▪ s5\n· other\na 54 "))
    #expect(text.hasSuffix("\nother: 3 more series, added up\n"))
    let named = rows.map { [$0[0], $0[1] == "s1" ? "other" : $0[1], $0[2]] }
    #expect(chart(["k", "s", "n"], named).contains("· all other\n"))
  }

  @Test func barsBeyondFortyAreCounted() {
    let rows = (0..<100).map { [QueryValue.text("k\($0)"), 2] }
    let text = chart(["k", "n"], rows)
    #expect(text.split(separator: "\n").count == 41)
    #expect(text.hasSuffix("\nthe first 40 of 100 bars; the other 60 add up to 120\n"))
    let shares = rows.map { [$0[0], $0[1], 7] }
    #expect(chart(["k", "percent", "level"], shares).hasSuffix("\nthe first 40 of 100 bars\n"))
  }

  @Test func rowsThatRepeatAreAddedUpAndThatIsSaid() {
    let rows: [[QueryValue]] = [["a", "x", 1], ["a", "x", 2], ["b", "x", 3]]
    let request = ChartRequest(type: .stacked, x: "k", y: ["n"], series: "s")
    #expect(chart(["k", "s", "n"], rows, request).hasSuffix("\n1 row has the k and s of another row: added up\n"))
    // Percentages can't be added up: another bar.
    let shares = chart(
      ["k", "s", "percent"], rows, ChartRequest(type: .bar, x: "k", y: ["percent"], series: "s"), width: 20)
    #expect(shares == "a 1 █████\na 2 ██████████\nb 3 ███████████████\n")
  }

  @Test func theTitleSaysWhatWasChosen() {
    let rows: [[QueryValue]] = [["a", 7, 1], ["b", 9, 2]]
    #expect(chart(["name", "level_order", "uses"], rows).hasPrefix("uses by name\na 1 "))
    #expect(chart(["name", "uses"], rows.map { [$0[0], $0[2]] }).hasPrefix("a 1 "))
  }

  @Test(arguments: [20, 30, 40, 80, 200], [true, false]) func everyLineFitsItsWindow(width: Int, unicode: Bool) {
    let names = ["a", "日本語のとても長い名前とても長い", "👩‍🚀\u{1B}[31m", String(repeating: "x", count: 300), "e\u{301}"]
    let rows = names.flatMap { name in
      names.map { [QueryValue.text(name), .text($0), .real(Double(name.utf8.count) * 1e12 - 3), 5] }
    }
    for type in [ChartType.bar, .stacked, .line] {
      for y in [["n"], ["n", "m"]] {
        let request = ChartRequest(type: type, x: "k", y: y, series: y.count == 1 ? "s" : nil)
        let lines = chart(["k", "s", "n", "m"], rows, request, width: width, unicode: unicode).split(separator: "\n")
        let drawn = lines.filter { !$0.contains(" row") && !$0.contains("negative") && !$0.contains("the first") }
        if width >= 40 {
          #expect(drawn.allSatisfy { DisplayWidth.of($0) <= width }, "\(drawn.map { DisplayWidth.of($0) })")
        }
      }
    }
  }

  @Test func noRowIsSaid() {
    #expect(chart(["a", "b"], []) == "nothing to draw: there is no row\n")
  }
}
