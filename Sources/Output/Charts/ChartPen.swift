import ControlText
import DisplayWidth

/// Draws charts in characters: eighths of a block, or ASCII where the locale lacks them.
///
/// Each series has a fill of its own, so that colours are not needed to tell them apart.
struct ChartPen {
  let width: Int
  let isUnicode: Bool
  let usesColor: Bool

  func draw(_ chart: Chart) -> String {
    switch chart {
    case .bars(let bars): draw(bars)
    case .line(let line): draw(line)
    case .histogram(let values, let name): histogram(values, name)
    }
  }

  /// The columns of a window that a line may take.
  static func lineWidth(in width: Int) -> Int { max(width - margin, 8) }
  static let margin = 12

  var ellipsis: String { isUnicode ? "…" : ">" }

  func fill(_ index: Int) -> String {
    let fills = isUnicode ? ["█", "▓", "▒", "░", "▚", "▪", "·"] : ["#", "=", "+", "-", "o", "x", "."]
    return fills[index % fills.count]
  }

  func colored(_ text: String, _ index: Int) -> String {
    guard usesColor, !text.isEmpty else { return text }
    let styles: [Style] = [.cyan, .magenta, .yellow, .green, .red]
    return styles[index % styles.count].around(text)
  }

  /// The fills and what they stand for, over as many lines as it takes.
  func legend(_ series: [String]) -> String {
    var text = ""
    var used = 0
    for (index, name) in series.enumerated() {
      let shown = ShownValue(name: name).cut(to: max(width - 2, 1), ellipsis: ellipsis)
      let isNext = used > 0 && used + 2 + 2 + shown.width <= width
      if used > 0 { text += isNext ? "  " : "\n" }
      used = (isNext ? used + 2 : 0) + 2 + shown.width
      text += "\(colored(fill(index), index)) \(shown.text)"
    }
    return text + "\n"
  }

  private func histogram(_ values: [Double], _ name: String) -> String {
    guard let bins = Histogram(values) else { return "" }
    let labels = bins.counts.indices.map { index in
      let (from, to) = bins.range(of: index)
      if from == to, bins.isWhole { return ChartNumber.text(from) }
      return ChartNumber.text(from) + (isUnicode ? " – " : " - ") + ChartNumber.text(to)
    }
    let bars = Chart.Bars(
      labels: labels, series: [name], amounts: bins.counts.map { [.number($0)] }, isStacked: false)
    return ShownValue(name: name).cut(to: width, ellipsis: ellipsis).text + "\n" + draw(bars)
  }
}
