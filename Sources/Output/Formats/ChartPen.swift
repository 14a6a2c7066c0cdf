import ControlText
import DisplayWidth

/// Draws charts in characters: eighths of a block, or ASCII where the locale lacks them.
struct ChartPen {
  let width: Int
  let isUnicode: Bool
  let usesColor: Bool

  func draw(_ chart: Chart) -> String {
    switch chart {
    case .bars(let bars, let series): draw(bars, series)
    case .timeline(let bars, let name): timeline(bars, name)
    case .histogram(let values, let name): histogram(values, name)
    }
  }

  private func draw(_ bars: [Chart.Bar], _ series: [String]) -> String {
    let longest = bars.map { DisplayWidth.of($0.label) }.max() ?? 0
    let labelWidth = min(longest, width / 3)
    let totals = bars.map { $0.values.map { max($0, 0) }.reduce(0, +) }
    let numbers = bars.map { number($0.values.reduce(0, +)) }
    let numberWidth = numbers.map(\.count).max() ?? 0
    let room = max(width - labelWidth - numberWidth - 3, 8)
    let most = totals.max() ?? 0
    var text = ""
    if series.count > 1 {
      text += series.enumerated().map { "\(colored(fill($0), $0)) \(ControlText.visible($1))" }.joined(separator: "  ")
      text += "\n"
    }
    for (bar, value) in zip(bars, numbers) {
      let label = ShownValue(bar.label).cut(to: labelWidth, ellipsis: isUnicode ? "…" : ">")
      text += label.text + String(repeating: " ", count: labelWidth - label.width)
      text += " " + String(repeating: " ", count: numberWidth - value.count) + value + " "
      text += (series.count == 1 ? plain(bar.values[0], of: most, room) : stack(bar.values, of: most, room)) + "\n"
    }
    return text
  }

  private func plain(_ value: Double, of most: Double, _ room: Int) -> String {
    guard most > 0, value > 0 else { return "" }
    guard isUnicode else { return String(repeating: "#", count: max(1, Self.part(of: room, value, most))) }
    let eighths = max(1, Self.part(of: room * 8, value, most))
    let rest = eighths % 8 == 0 ? "" : ["▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8 - 1]
    return colored(String(repeating: "█", count: eighths / 8) + rest, 0)
  }

  private func stack(_ values: [Double], of most: Double, _ room: Int) -> String {
    guard most > 0 else { return "" }
    var text = ""
    var sum = 0.0
    var drawn = 0
    for (index, value) in values.enumerated() where value > 0 {
      sum += value
      let end = Self.part(of: room, sum, most)
      text += colored(String(repeating: fill(index), count: end - drawn), index)
      drawn = end
    }
    return text
  }

  private func fill(_ index: Int) -> String {
    let fills = isUnicode ? ["█", "▓", "▒", "░", "▚", "▪"] : ["#", "=", "+", "-", "o", "."]
    return fills[index % fills.count]
  }

  private func colored(_ text: String, _ index: Int) -> String {
    guard usesColor, !text.isEmpty else { return text }
    let styles: [Style] = [.cyan, .magenta, .yellow, .green, .red]
    return styles[index % styles.count].around(text)
  }

  /// Columns side by side, eight lines high; days that share a column are added up.
  private func timeline(_ bars: [Chart.Bar], _ name: String) -> String {
    let room = width - 12
    let perColumn = max(1, (bars.count + room - 1) / room)
    var sums: [Double] = []
    for (index, bar) in bars.enumerated() {
      if index % perColumn == 0 { sums.append(0) }
      sums[sums.count - 1] += max(bar.values[0], 0)
    }
    let most = sums.max() ?? 0
    let height = 8
    let steps =
      isUnicode ? [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : [" ", ".", ".", ":", ":", "|", "|", "#", "#"]
    var text = ControlText.visible(name) + (perColumn > 1 ? ", \(perColumn) days in a column" : "") + "\n"
    for line in (0..<height).reversed() {
      let mark = line == height - 1 ? number(most) : line == 0 ? "0" : ""
      text += String(repeating: " ", count: max(0, 10 - mark.count)) + mark + (isUnicode ? " ┤" : " |")
      var drawing = ""
      for sum in sums {
        let eighths = Self.part(of: height * 8, sum, most)
        drawing += steps[min(max(eighths - line * 8, 0), 8)]
      }
      while drawing.last == " " { drawing.removeLast() }
      text += colored(drawing, 0) + "\n"
    }
    let first = bars.first?.label ?? ""
    let last = bars.last?.label ?? ""
    let gap = max(1, sums.count - first.count - last.count)
    return text + String(repeating: " ", count: 12) + first + String(repeating: " ", count: gap) + last + "\n"
  }

  /// As much of a length as a value is of the greatest one; the sums of a result's numbers can be infinite.
  private static func part(of length: Int, _ value: Double, _ most: Double) -> Int {
    guard value > 0, most > 0 else { return 0 }
    let share = most.isFinite ? value / most : value.isFinite ? 0 : 1
    return Int((min(max(share, 0), 1) * Double(length)).rounded())
  }

  private func histogram(_ values: [Double], _ name: String) -> String {
    guard let bins = Histogram(values) else { return "" }
    let bars = bins.counts.enumerated().map { index, amount in
      let (from, to) = bins.range(of: index)
      let label = from == to && bins.isWhole ? number(from) : "\(number(from)) – \(number(to))"
      return Chart.Bar(label: isUnicode ? label : label.split(separator: "–").joined(separator: "-"), values: [amount])
    }
    return ControlText.visible(name) + "\n" + draw(bars, [name])
  }

  /// A number with at most three digits after the point; a smaller number has all its digits.
  private func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int64(value)) }
    let rounded = (value * 1000).rounded() / 1000
    return RealText.text(rounded.isFinite && rounded != 0 ? rounded : value)
  }
}
