import ArgumentParser
import Catalogs
import Output

/// What a chart shows, chosen by hand.
struct ChartOptions: ParsableArguments {
  @Option(
    name: .customLong("chart-type"),
    help: ArgumentHelp("Draws a chart: bar, stacked, line or histogram.", valueName: "type"),
    completion: .words(ChartType.allCases.map(\.rawValue)))
  var type: String?

  @Option(
    name: .customLong("chart-x"),
    help: ArgumentHelp("Draws a chart: the column of its labels, or of a histogram.", valueName: "column"))
  var x: String?

  @Option(
    name: .customLong("chart-y"),
    help: ArgumentHelp("Draws a chart: a column of its amounts (several allowed).", valueName: "column"))
  var y: [String] = []

  @Option(
    name: .customLong("chart-by"),
    help: ArgumentHelp("Draws a chart: the column that divides its amounts.", valueName: "column"))
  var series: String?

  private var isGiven: Bool { type != nil || x != nil || !y.isEmpty || series != nil }

  /// - Parameter formatName: the format that was asked for.
  /// - Throws: what makes a wrong usage.
  func check(formatName: String?) throws {
    guard isGiven else { return }
    if let formatName, formatName != OutputFormat.chart.name {
      throw ValidationError("--chart-type, --chart-x, --chart-y and --chart-by go with --format chart")
    }
    do { try request().check() } catch { throw ValidationError(OutputMessages.text(of: error)) }
  }

  private func request() throws -> ChartRequest {
    let kind = try type.map { word throws(ChartFault) in
      guard let kind = ChartType(rawValue: word) else { throw ChartFault(.unknownType(word)) }
      return kind
    }
    return ChartRequest(type: kind, x: x, y: y, series: series)
  }

  /// Makes a runner draw what was chosen, else what the header of a saved query says.
  func apply(to runner: inout QueryRunner, header: Result<ChartRequest, ChartFault>? = nil) throws {
    runner.options.setChart(isGiven ? try request() : nil, header: header)
    if isGiven { runner.format = .chart }
  }
}
