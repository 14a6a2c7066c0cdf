import Catalogs
import ControlText
import SQLite

extension OutputFormat {
  package static let chart = OutputFormat(name: "chart", summary: "bars, a time line or a histogram, in characters") {
    ChartFormat(options: $0)
  }
}

/// Draws a result: what was asked for, else what suits its columns (``ChartChoice``).
///
/// The rows it looks at have a limit, so that the memory it takes has one.
struct ChartFormat: ResultFormat {
  /// The most rows that are looked at where columns are chosen by what they hold, and where they are named.
  static let rowLimit = (chosen: 5000, named: 200_000)

  private let options: FormatOptions
  private var names: [String] = []
  private var points: [[ChartPoint]] = []
  private var rowCount = 0
  private var left = 0
  private var request = ChartRequest()
  private var named: NamedColumns?
  private var fault: ChartFault?

  init(options: FormatOptions) { self.options = options }

  mutating func begin(_ columns: [String], to out: ByteWriter) {
    names = columns
    points = columns.map { _ in [] }
    do throws(ChartFault) {
      request = try options.chart?.get() ?? request
      named = try NamedColumns(request, among: columns)
    } catch {
      fault = located(error)
    }
  }

  mutating func row(_ row: ResultRow, to out: ByteWriter) {
    guard fault == nil, let named else { return }
    // Where both labels and amounts are named, nothing else is needed.
    let isNamed = request.type != nil && named.x != nil && (!named.y.isEmpty || request.type == .histogram)
    guard rowCount < (isNamed ? Self.rowLimit.named : max(100, min(Self.rowLimit.chosen, 1_000_000 / row.count))) else {
      left += 1
      return
    }
    rowCount += 1
    // A column can be named twice.
    for index in isNamed ? Array(Set(named.all)) : Array(0..<row.count) {
      switch row[index] {
      case .integer(let number): points[index].append(.integer(number))
      case .real(let number) where number.isFinite: points[index].append(.real(number))
      case .null: points[index].append(.nothing)
      case let value: points[index].append(.text(ShownValue(value).text))
      }
    }
  }

  mutating func end(to out: ByteWriter) {
    guard fault == nil, let named else { return }
    guard rowCount > 0 else { return out.text(OutputMessages.Chart.nothing) }
    let columns = zip(names, points).map { ChartColumn(name: $0, points: $1) }
    do throws(ChartFault) {
      let plan = try ChartChoice(columns).plan(request, named)
      draw(columns, plan, to: out)
    } catch {
      if request.isEmpty, error.reason == .noAmounts {
        out.text("nothing to draw: a chart needs a column of numbers\n")
      } else {
        fault = located(error)
      }
    }
  }

  private func draw(_ columns: [ChartColumn], _ plan: ChartPlan, to out: ByteWriter) {
    let width = max(options.width ?? 80, 20)
    let pen = ChartPen(
      width: width, isUnicode: options.usesUnicode, usesColor: options.usesColor)
    var data = ChartData(columns, plan, lineWidth: ChartPen.lineWidth(in: width))
    let chart = data.chart()
    // What was left out is named where the title of the chart does not say it.
    if plan.x != nil, Set(plan.columns).count < names.count, plan.type != .line || plan.series != nil {
      let amounts = plan.series != nil || plan.y.count == 1 ? plan.y.map { names[$0] } : []
      if !amounts.isEmpty {
        out.text(
          OutputMessages.Chart.title(amounts, by: plan.x.map { names[$0] }, and: plan.series.map { names[$0] }) + "\n")
      }
    }
    out.text(pen.draw(chart))
    for note in data.notes { out.text(note + "\n") }
    if left > 0 { out.text("and \(grouped: left) more rows\n") }
  }

  func check() throws { if let fault { throw fault } }

  private func located(_ fault: ChartFault) -> ChartFault {
    ChartFault(fault.reason, isInHeader: fault.isInHeader || options.isChartOfHeader)
  }
}
