import ByteText
import Catalogs
import ControlText
import DisplayWidth
import SQLite

extension OutputFormat {
  package static let chart = OutputFormat(name: "chart", summary: "bars, a time line or a histogram, in characters") {
    ChartFormat(options: $0)
  }
}

/// Draws a result: bars where texts name numbers, stacked bars where there are several numbers or a second text, a
/// time line where the texts are days, a histogram of numbers alone.
///
/// Looks at the first 5,000 rows; the size of a result makes no difference to the memory it takes.
struct ChartFormat: ResultFormat {
  static let rowLimit = 5000

  private let options: FormatOptions
  private var columns: [String] = []
  private var rows: [[Point]] = []
  private var left = 0

  /// A value, as far as a chart sees it.
  enum Point {
    case number(Double)
    case text(String)
    case nothing
  }

  init(options: FormatOptions) { self.options = options }

  mutating func begin(_ columns: [String], to out: ByteWriter) { self.columns = columns }

  mutating func row(_ row: ResultRow, to out: ByteWriter) {
    guard rows.count < Self.rowLimit else {
      left += 1
      return
    }
    rows.append(
      (0..<row.count).map { index in
        switch row[index] {
        case .integer(let number): .number(Double(number))
        case .real(let number) where number.isFinite: .number(number)
        case .null: .nothing
        case let value: .text(ShownValue(value).text)
        }
      })
  }

  mutating func end(to out: ByteWriter) {
    let chart = Chart(columns: columns, rows: rows)
    let pen = ChartPen(
      width: max(options.width ?? 80, 30), isUnicode: options.usesUnicode, usesColor: options.usesColor)
    out.text(chart.map { pen.draw($0) } ?? "nothing to draw: a chart needs a column of numbers\n")
    if left > 0 { out.text("and \(grouped: left) more rows\n") }
  }
}

/// What a chart shows.
enum Chart {
  struct Bar {
    var label: String
    /// One value per series.
    var values: [Double]
  }

  case bars([Bar], series: [String])
  case timeline([Bar], name: String)
  case histogram([Double], name: String)

  /// Finds the chart that suits a result; nil where it has no numbers.
  init?(columns: [String], rows: [[ChartFormat.Point]]) {
    let numeric = columns.indices.filter { index in
      var hasNumber = false
      for row in rows {
        switch row[index] {
        case .number: hasNumber = true
        case .text: return false
        case .nothing: continue
        }
      }
      return hasNumber
    }
    let texts = columns.indices.filter { index in !numeric.contains(index) }
    guard let firstNumber = numeric.first else { return nil }
    guard let label = texts.first ?? (numeric.count > 1 ? firstNumber : nil) else {
      self = .histogram(rows.compactMap { Self.number($0[firstNumber]) }, name: columns[firstNumber])
      return
    }
    let values = numeric.filter { $0 != label }
    if texts.count == 2, values.count == 1, let value = values.first {
      self = Self.stacked(rows, label: label, series: texts[1], value: value)
      return
    }
    let bars = rows.map { row in Bar(label: Self.text(row[label]), values: values.map { Self.number(row[$0]) ?? 0 }) }
    if values.count == 1, bars.count > 2, bars.allSatisfy({ Self.isDay($0.label) }) {
      self = .timeline(bars.sorted { $0.label.isBeforeInBytes($1.label) }, name: columns[values[0]])
    } else {
      self = .bars(bars, series: values.map { columns[$0] })
    }
  }

  /// A text and a text and a number: the second text names the parts of a bar.
  private static func stacked(_ rows: [[ChartFormat.Point]], label: Int, series: Int, value: Int) -> Chart {
    var names: [String] = []
    var order: [ByteString: Int] = [:]
    var bars: [Bar] = []
    var places: [ByteString: Int] = [:]
    for row in rows {
      let name = text(row[series])
      if order.updateValue(order[ByteString(name)] ?? names.count, forKey: ByteString(name)) == nil {
        names.append(name)
      }
    }
    for row in rows {
      let key = text(row[label])
      let place = places[ByteString(key)] ?? bars.count
      if place == bars.count {
        bars.append(Bar(label: key, values: Array(repeating: 0, count: names.count)))
        places[ByteString(key)] = place
      }
      if let index = order[ByteString(text(row[series]))] { bars[place].values[index] += number(row[value]) ?? 0 }
    }
    return .bars(bars, series: names)
  }

  private static func number(_ point: ChartFormat.Point) -> Double? {
    if case .number(let number) = point { return number }
    return nil
  }

  private static func text(_ point: ChartFormat.Point) -> String {
    switch point {
    case .text(let text): text
    case .number(let number):
      number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : RealText.text(number)
    case .nothing: "NULL"
    }
  }

  /// `2025-06-10`, or `2025-06`.
  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, parts[0].count == 4 else { return false }
    return parts.allSatisfy { part in !part.isEmpty && part.allSatisfy(\.isNumber) }
  }
}
