import DisplayWidth

extension ChartPen {
  /// A line for each bar: label, amount, bar. Where labels have several bars, they stand below each other.
  func draw(_ bars: Chart.Bars) -> String {
    let labels = bars.labels.map { ShownValue(name: $0) }
    let labelWidth = min(labels.map(\.width).max() ?? 0, width / 3)
    let lines = bars.amounts.map { row in bars.isStacked ? [total(row)] : row }
    let numbers = lines.map { $0.map(number) }
    let numberWidth = numbers.joined().map(\.count).max() ?? 0
    let scale = Scale(
      of: bars.isStacked ? bars.amounts.map { row in stackHeight(row) } : lines.joined().map { $0.number ?? 0 },
      room: max(width - labelWidth - numberWidth - 3, 8))
    var text = bars.series.count > 1 ? legend(bars.series) : ""
    for (index, label) in labels.enumerated() {
      let shown = label.cut(to: labelWidth, ellipsis: ellipsis)
      for (line, number) in numbers[index].enumerated() {
        text += line == 0 ? shown.text : ""
        text += String(repeating: " ", count: labelWidth - (line == 0 ? shown.width : 0))
        text += " " + String(repeating: " ", count: numberWidth - number.count) + number + " "
        text +=
          bars.isStacked
          ? stack(bars.amounts[index], scale) : bar(lines[index][line].number ?? 0, scale, line, of: bars.series)
        while text.last == " " { text.removeLast() }
        text += "\n"
      }
    }
    return text
  }

  /// Where zero is on a line, and what a column of it stands for.
  struct Scale {
    /// The columns left of zero, and right of it.
    var room: (left: Int, right: Int)
    var least: Double
    var most: Double

    init(of values: [Double], room: Int) {
      least = min(values.min() ?? 0, 0)
      most = max(values.max() ?? 0, 0)
      guard least < 0 else {
        self.room = (0, room)
        return
      }
      // The halves of two numbers have a finite sum where the numbers have not.
      let left = most > 0 ? ChartNumber.part(of: room - 1, -least / 2, most / 2 - least / 2) : room - 1
      self.room.left = most > 0 ? min(max(left, 1), room - 2) : room - 1
      self.room.right = room - 1 - self.room.left
    }
  }

  private func number(_ amount: Chart.Amount) -> String {
    switch amount {
    case .number(let number): ChartNumber.text(number)
    case .null: "NULL"
    case .absent: "-"
    }
  }

  private func total(_ row: [Chart.Amount]) -> Chart.Amount {
    let values = row.compactMap(\.number)
    return values.isEmpty ? row.first { $0 == .null } ?? .absent : .number(values.reduce(0, +))
  }

  /// The sum of the parts that can be stacked.
  private func stackHeight(_ row: [Chart.Amount]) -> Double { row.reduce(0) { $0 + max($1.number ?? 0, 0) } }

  private func bar(_ value: Double, _ scale: Scale, _ index: Int, of series: [String]) -> String {
    let isPlain = series.count == 1
    var text = ""
    if scale.room.left > 0 {
      let halves = value < 0 ? max(1, ChartNumber.part(of: scale.room.left * 2, -value, -scale.least)) : 0
      let count = isUnicode && isPlain ? halves / 2 + halves % 2 : max(halves / 2, min(halves, 1))
      text += String(repeating: " ", count: scale.room.left - count)
      let half = isUnicode && isPlain && halves % 2 == 1 ? "▐" : ""
      text += colored(half + String(repeating: fill(index), count: count - half.count), index)
      text += isUnicode ? "│" : "|"
    }
    guard value > 0 else { return text }
    guard isUnicode, isPlain else {
      let count = max(1, ChartNumber.part(of: scale.room.right, value, scale.most))
      return text + colored(String(repeating: fill(index), count: count), index)
    }
    let eighths = max(1, ChartNumber.part(of: scale.room.right * 8, value, scale.most))
    let rest = eighths % 8 == 0 ? "" : ["▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8 - 1]
    return text + colored(String(repeating: fill(index), count: eighths / 8) + rest, index)
  }

  private func stack(_ values: [Chart.Amount], _ scale: Scale) -> String {
    var text = ""
    var sum = 0.0
    var drawn = 0
    for (index, value) in values.enumerated() {
      guard let value = value.number, value > 0 else { continue }
      sum += value
      let end = ChartNumber.part(of: scale.room.right, sum, scale.most)
      text += colored(String(repeating: fill(index), count: max(0, end - drawn)), index)
      drawn = max(drawn, end)
    }
    // Parts that are too small for a column of their own still have one together.
    if drawn == 0, let most = values.indices.max(by: { values[$0].number ?? 0 < values[$1].number ?? 0 }),
      values[most].number ?? 0 > 0
    {
      text += colored(fill(most), most)
    }
    return text
  }
}
