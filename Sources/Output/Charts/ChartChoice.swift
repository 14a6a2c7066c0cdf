import ByteText
import Catalogs

/// Chooses what to draw of a result: one column of labels and one of amounts, and a column that divides them where
/// labels repeat.
///
/// An amount is no id, no running total, no sum of other columns, and before a percentage or an average anything else is
/// taken. Where one column is the sum of others, which proves that they can be added up, those are stacked.
struct ChartChoice {
  private let columns: [ChartColumn]
  private let rowCount: Int
  /// The columns of numbers that may be amounts, the best first.
  private let amounts: [Int]
  /// The columns that add up to another.
  private let parts: [Int]

  init(_ columns: [ChartColumn]) {
    self.columns = columns
    rowCount = columns.map(\.points.count).max() ?? 0
    let numeric = columns.indices.filter { columns[$0].isNumeric }
    var counts = numeric.filter { !columns[$0].isID }
    if counts.count > 1 {
      let others = counts.filter { !columns[$0].isNumbering }
      if !others.isEmpty { counts = others }
    }
    let running = counts.filter { index in
      columns[index].isRunningTotal(of: counts.filter { $0 != index }.map { columns[$0] })
    }
    let plain = counts.filter { !running.contains($0) && !columns[$0].isShare }
    var sums: [Int] = []
    var parts: [Int] = []
    for index in plain {
      guard let found = Self.parts(of: index, among: plain, of: columns) else { continue }
      sums.append(index)
      if parts.isEmpty { parts = found }
    }
    self.parts = parts
    amounts =
      plain.filter { !sums.contains($0) } + counts.filter { columns[$0].isShare && !running.contains($0) } + sums
      + running
  }

  /// The columns next to one that add up to it.
  private static func parts(of index: Int, among plain: [Int], of columns: [ChartColumn]) -> [Int]? {
    guard let place = plain.firstIndex(of: index), columns[index].points.contains(where: { $0.amount ?? 0 != 0 }) else {
      return nil
    }
    let others = plain.filter { $0 != index }
    let runs = (2...min(32, max(2, plain.count))).flatMap { count -> [[Int]] in
      let before = place >= count ? [Array(plain[(place - count)..<place])] : []
      let after = place + count < plain.count ? [Array(plain[(place + 1)...(place + count)])] : []
      return before + after
    }
    let found = (runs + (others.count > 1 ? [others] : [])).first { run in
      // A column of zeros adds nothing, and proves nothing.
      run.count { column in columns[column].points.contains { $0.amount ?? 0 != 0 } } > 1
        && columns[index].isSum(of: run.map { columns[$0] })
    }
    return found.map { run in run.sorted() }
  }

  /// - Parameters:
  ///   - request: what was asked for.
  ///   - named: the columns that it names.
  /// - Throws: ``ChartFault`` where such columns can't be drawn so, or where there is nothing to draw.
  func plan(_ request: ChartRequest, _ named: NamedColumns) throws(ChartFault) -> ChartPlan {
    if request.type == .histogram || isHistogram(request, named) {
      guard let column = named.x ?? named.y.first ?? amounts.first ?? onlyNumbers else { throw ChartFault(.noAmounts) }
      try checkNumbers([column])
      return ChartPlan(type: .histogram, y: [column])
    }
    var plan = ChartPlan(
      type: request.type ?? .bar, x: named.x ?? label(without: named.y + [named.series].compactMap(\.self)), y: named.y)
    if plan.y.isEmpty {
      plan.y = chosenAmounts(for: plan, request.type, isDivided: named.series != nil)
      if plan.y.isEmpty { throw ChartFault(.noAmounts) }
    }
    try checkNumbers(plan.y)
    if plan.x == nil, rowCount > 1 { throw ChartFault(.noLabels) }
    if plan.x == nil, rowCount == 1, named.y.isEmpty { plan.y = amounts.filter { !columns[$0].isShare } }
    let isChosen = named.x == nil || named.y.isEmpty
    plan.series = named.series ?? (isChosen && plan.y.count == 1 ? divider(for: plan) : nil)
    plan.type = request.type ?? type(for: plan)
    return plan
  }

  /// Whether numbers stand alone.
  private func isHistogram(_ request: ChartRequest, _ named: NamedColumns) -> Bool {
    guard request.type == nil, named.series == nil, named.y.isEmpty else { return false }
    if let x = named.x { return columns[x].isNumeric && named.all.count == 1 }
    return columns.count == 1 && columns[0].isNumeric
  }

  private var onlyNumbers: Int? {
    let numeric = columns.indices.filter { columns[$0].isNumeric }
    return numeric.count == 1 ? numeric[0] : nil
  }

  private func checkNumbers(_ chosen: [Int]) throws(ChartFault) {
    for index in chosen {
      if let text = columns[index].firstText {
        throw ChartFault(.notNumbers(column: columns[index].name, text: text))
      }
    }
  }

  // MARK: What is left open

  /// The column of the labels: days, months or years; else the first of texts; else what numbers the rows.
  private func label(without taken: [Int]) -> Int? {
    let open = columns.indices.filter { !taken.contains($0) }
    func first(_ condition: (ChartColumn) -> Bool) -> Int? { open.first { condition(columns[$0]) } }
    if let time = first({ $0.isTime && $0.kind != .times(.minute) }) { return time }
    if let text = first({ $0.kind == .texts && !$0.isID }) ?? first({ $0.isTime || $0.kind == .texts }) { return text }
    let numbers = open.filter { columns[$0].isNumeric }
    guard rowCount > 1 || !taken.isEmpty else { return nil }
    if let id = numbers.first(where: { columns[$0].isID || columns[$0].isNumbering }) { return id }
    return numbers.count > (taken.isEmpty ? 1 : 0) ? numbers.first : nil
  }

  private func chosenAmounts(for plan: ChartPlan, _ type: ChartType?, isDivided: Bool) -> [Int] {
    let open = amounts.filter { $0 != plan.x }
    let stacks = type == .stacked || type == nil && !isDivided
    if stacks, !isDivided, (2...6).contains(parts.count), parts.allSatisfy({ isPositive(columns[$0]) }),
      divider(for: plan) == nil
    {
      return parts
    }
    return open.prefix(1).map { $0 }
  }

  private func isPositive(_ column: ChartColumn) -> Bool { column.points.allSatisfy { $0.amount ?? 0 >= 0 } }

  /// The column that tells rows of the same label apart.
  private func divider(for plan: ChartPlan) -> Int? {
    guard let x = plan.x else { return nil }
    let labels = columns[x].points.map { ByteString($0.label) }
    guard Set(labels).count < rowCount else { return nil }
    return columns.indices.first { index in
      guard index != x, !plan.y.contains(index), [.texts].contains(columns[index].kind) || columns[index].isTime else {
        return false
      }
      let pairs = zip(labels, columns[index].points).map { [$0, ByteString($1.label)] }
      return Set(pairs).count == rowCount
    }
  }

  private func type(for plan: ChartPlan) -> ChartType {
    if let x = plan.x, columns[x].isTime, plan.y.count == 1, Set(columns[x].points.map(\.label)).count > 2 {
      return .line
    }
    let canBeAdded = plan.y.allSatisfy { isPositive(columns[$0]) && !columns[$0].isShare }
    if plan.y.count > 1, plan.y == parts, canBeAdded { return .stacked }
    return plan.series != nil && canBeAdded ? .stacked : .bar
  }
}
