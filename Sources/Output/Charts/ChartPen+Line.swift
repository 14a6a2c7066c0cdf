import ControlText
import DisplayWidth

extension ChartPen {
  /// Columns side by side along an axis, for each series a panel of its own; places that share a column of the drawing
  /// are put together. The axis is interrupted where the data has nothing.
  func draw(_ line: Chart.Line) -> String {
    guard let first = line.points.first?.place, let last = line.points.last?.place else { return "" }
    let room = Self.lineWidth(in: width)
    let span = last - first + 1
    let perColumn = (span + room - 1) / room
    let count = (span + perColumn - 1) / perColumn
    let cell = max(1, min(6, room / count))
    let columns = gathered(line, first, perColumn, count)
    let values = columns.joined().compactMap(\.self)
    let scale = Levels(of: values, height: line.series.count == 1 ? 8 : 4)
    var text = ""
    for (index, name) in line.series.enumerated() {
      text += ShownValue(name: name).cut(to: width, ellipsis: ellipsis).text + "\n"
      text += panel(columns[index], scale, cell, index)
    }
    let isThere = (0..<count).map { column in columns.contains { $0[column] != nil } }
    text += axis(isThere, cell) + labels(line, first, perColumn, count, cell)
    guard perColumn > 1 else { return text }
    return text + OutputMessages.Chart.inAColumn(perColumn, line.unit.many, isAveraged: line.isAveraged) + "\n"
  }

  /// The amounts of each series in each column of the drawing.
  private func gathered(_ line: Chart.Line, _ first: Int, _ perColumn: Int, _ count: Int) -> [[Double?]] {
    line.series.indices.map { index in
      var sums = Array(repeating: 0.0, count: count)
      var counts = Array(repeating: 0, count: count)
      for point in line.points {
        guard let amount = point.amounts[index] else { continue }
        sums[(point.place - first) / perColumn] += amount
        counts[(point.place - first) / perColumn] += 1
      }
      return zip(sums, counts).map { sum, count in
        count == 0 ? nil : line.isAveraged ? sum / Double(count) : sum
      }
    }
  }

  /// The lines above zero and below it, and what they stand for.
  private struct Levels {
    var above: Int
    var below: Int
    let least: Double
    let most: Double

    init(of values: [Double], height: Int) {
      least = min(values.min() ?? 0, 0)
      most = max(values.max() ?? 0, 0)
      below = 0
      if least < 0 {
        let part = ChartNumber.part(of: height, -least / 2, most / 2 - least / 2)
        below = most > 0 ? min(max(part, 1), height - 1) : height
      }
      above = height - below
    }
  }

  private func panel(_ values: [Double?], _ scale: Levels, _ cell: Int, _ index: Int) -> String {
    let steps =
      isUnicode ? [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : [" ", ".", ".", ":", ":", "|", "|", "#", "#"]
    let hanging = isUnicode ? [" ", "▀", "█"] : [" ", "'", "#"]
    var text = ""
    func add(_ mark: String, _ glyph: (Double) -> String) {
      let mark = ShownValue(mark).cut(to: 10, ellipsis: ellipsis)
      var drawing = ""
      for value in values {
        let drawn = value.map(glyph) ?? " "
        drawing += String(repeating: drawn, count: cell > 2 ? cell - 1 : cell) + (cell > 2 ? " " : "")
      }
      while drawing.last == " " { drawing.removeLast() }
      text += String(repeating: " ", count: 10 - mark.width) + mark.text + (isUnicode ? " ┤" : " |")
      text += colored(drawing, index) + "\n"
    }
    for line in (0..<scale.above).reversed() {
      let mark =
        line == scale.above - 1 && scale.most > 0
        ? ChartNumber.text(scale.most) : line == 0 && scale.below == 0 ? "0" : ""
      add(mark) { value in
        let eighths = value > 0 ? max(1, ChartNumber.part(of: scale.above * 8, value, scale.most)) : 0
        return steps[min(max(eighths - line * 8, 0), 8)]
      }
    }
    for line in 0..<scale.below {
      add(line == scale.below - 1 ? ChartNumber.text(scale.least) : line == 0 ? "0" : "") { value in
        let halves = value < 0 ? max(1, ChartNumber.part(of: scale.below * 2, -value, -scale.least)) : 0
        return hanging[min(max(halves - line * 2, 0), 2)]
      }
    }
    return text
  }

  private func axis(_ isThere: [Bool], _ cell: Int) -> String {
    let sign = isUnicode ? "─" : "-"
    var text = String(repeating: " ", count: Self.margin - 1) + (isUnicode ? "└" : "+")
    for there in isThere { text += String(repeating: there ? sign : " ", count: cell) }
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  /// The labels of as many columns as have room, the last one among them.
  private func labels(_ line: Chart.Line, _ first: Int, _ perColumn: Int, _ count: Int, _ cell: Int) -> String {
    let texts = (0..<count).map { column in
      ShownValue(name: line.label(first + column * perColumn)).cut(to: Self.margin + 4, ellipsis: ellipsis)
    }
    let end = ShownValue(name: line.label(line.points.last?.place ?? 0)).cut(to: Self.margin + 4, ellipsis: ellipsis)
    let total = max(count * cell, texts[0].width)
    // The last label ends with the drawing, or begins with its column where that has room.
    let lastStart = count == 1 ? 0 : min((count - 1) * cell, max(total, width - Self.margin) - end.width)
    var text = String(repeating: " ", count: Self.margin)
    var used = 0
    for column in 0..<max(count - 1, 0) {
      let start = column * cell
      guard column == 0 || start >= used + 2, start + texts[column].width + 2 <= lastStart || column == 0 else {
        continue
      }
      text += String(repeating: " ", count: start - used) + texts[column].text
      used = start + texts[column].width
    }
    if lastStart > used || count == 1 {
      text += String(repeating: " ", count: lastStart - used) + end.text
    } else if Self.margin + used + 2 + end.width <= width {
      text += "  " + end.text
    }
    return text + "\n"
  }
}
