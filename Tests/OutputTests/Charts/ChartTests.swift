import Catalogs
import SQLite
import Testing

@testable import Output

/// Charts of numbers at the edges of what a number can be.
@Suite struct ChartTests {
  private static let extremes: [Double] = [
    1e308, -1e308, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0, -0.0, .leastNonzeroMagnitude,
    -.leastNonzeroMagnitude, 1, -1, 0.1, 1e15,
    1e16,
    0x1p53, 0x1p63, .infinity, -.infinity,
  ]

  private func chart(_ columns: [String], _ rows: [[QueryValue]], unicode: Bool = true, width: Int? = 60) -> String {
    var options = FormatOptions()
    options.usesUnicode = unicode
    options.width = width
    var text: [UInt8] = []
    let writer = ByteWriter { piece in
      text += piece
      return nil
    }
    OutputFormat.named("chart")?.write(QueryResult(columns: columns, rows: rows), options: options, to: writer)
    writer.flush()
    return String(decoding: text, as: UTF8.self)
  }

  @Test(arguments: [true, false]) func everyPairIsAChartOrAMessage(unicode: Bool) {
    for first in Self.extremes {
      for second in Self.extremes {
        let (one, two) = (QueryValue.real(first), QueryValue.real(second))
        let charts: [([String], [[QueryValue]])] = [
          (["n"], [[one], [two]]), (["n"], [[one], [two], [0]]), (["n", "m"], [[one, two], [two, one]]),
          (["k", "n"], [["a", one], ["b", two]]), (["k", "n", "m"], [["a", one, two], ["b", two, one]]),
          (["k", "s", "n"], [["a", "x", one], ["a", "x", two], ["a", "y", one], ["b", "y", two]]),
          (["d", "n"], [["2025-01-01", one], ["2025-01-02", two], ["2025-01-03", one]]),
          (["n"], [[.integer(.max)], [.integer(.min)], [one]]),
        ]
        for (columns, rows) in charts {
          let text = chart(columns, rows, unicode: unicode)
          #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 } && !text.isEmpty)
        }
      }
    }
  }

  @Test func rangesHoldWhatIsInThem() {
    let least = Double.leastNonzeroMagnitude
    let lists: [[Double]] = [
      [1e308, -1e308, 0], [0, least], [least, 2 * least], [1e308, 1e308], [3, 1, 2, 2], [0.5, 0.25, 0.75, 1],
      [0x1p60, 0x1p60 + 4096], [-1e308, -9e307], [7],
    ]
    for values in lists {
      guard let histogram = Histogram(values) else {
        Issue.record("nothing of \(values)")
        continue
      }
      #expect(histogram.counts.reduce(0, +) == Double(values.count))
      #expect(histogram.range(of: 0).from == values.min())
      for index in histogram.counts.indices {
        let (from, to) = histogram.range(of: index)
        #expect(from.isFinite && to.isFinite && from <= to)
      }
    }
    #expect(Histogram([3, 1, 2, 2])?.counts == [3, 1])
    #expect(Histogram([]) == nil)
  }

  @Test(
    arguments: [
      ([["a", 1e308], ["b", 1e308]], "a 1.0e+308 ██"),
      ([["a", .real(.leastNonzeroMagnitude)], ["b", 0.0]], "a 5.0e-324 ██"),
      ([["a", 0.12345], ["b", 2.0]], "a 0.123 █"), ([[1e20, 1.0], [2e20, 2.0]], "1.0e+20 1 ██"),
    ] as [([[QueryValue]], String)]) func barsAreLabelled(rows: [[QueryValue]], part: String)
  {
    #expect(chart(["k", "n"], rows, width: 80).contains(part), "\(chart(["k", "n"], rows, width: 80))")
  }
}
