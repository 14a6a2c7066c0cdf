import ByteText
import Catalogs

/// The amounts of a chart: gathered by label and series, put in order, and folded where they are too many.
struct ChartData {
  /// The most series that are drawn for themselves.
  static let seriesLimit = 6
  /// The most lines of bars.
  static let lineLimit = 40

  let columns: [ChartColumn]
  let plan: ChartPlan
  /// What was left out or put together, a sentence each.
  private(set) var notes: [String] = []

  private var labels: [ChartPoint] = []
  private var series: [String] = []
  private var amounts: [[Amount]] = []

  /// Numbers that are shown as one.
  fileprivate struct Amount {
    var sum = 0.0
    var count = 0
    var nullCount = 0

    mutating func add(_ number: Double?) {
      guard let number else {
        nullCount += 1
        return
      }
      sum += number
      count += 1
    }

    mutating func add(_ other: Amount) {
      sum += other.sum
      count += other.count
      nullCount += other.nullCount
    }
  }

  /// The columns of the drawing that a line may take.
  private let lineWidth: Int

  init(_ columns: [ChartColumn], _ plan: ChartPlan, lineWidth: Int) {
    self.columns = columns
    self.plan = plan
    self.lineWidth = lineWidth
  }

  /// Whether amounts can't be added up, and are averaged.
  private var isAveraged: Bool { plan.y.allSatisfy { columns[$0].isShare } }

  private func value(_ amount: Amount) -> Double? {
    amount.count == 0 ? nil : isAveraged ? amount.sum / Double(amount.count) : amount.sum
  }

  private func shown(_ amount: Amount) -> Chart.Amount {
    value(amount).map { .number($0) } ?? (amount.nullCount > 0 ? .null : .absent)
  }

  /// Makes the chart.
  mutating func chart() -> Chart {
    if plan.type == .histogram {
      let column = columns[plan.y[0]]
      let empty = column.points.count { $0.amount == nil }
      if empty > 0 { notes.append(OutputMessages.Chart.withoutValue(empty, column.name)) }
      return .histogram(column.points.compactMap(\.amount), name: column.name)
    }
    gather()
    foldSeries()
    return plan.type == .line ? .line(line()) : .bars(bars())
  }

  // MARK: Gathering

  private mutating func gather() {
    guard let x = plan.x else {
      labels = plan.y.map { .text(columns[$0].name) }
      series = [""]
      amounts = plan.y.map { index in
        var amount = Amount()
        for point in columns[index].points { amount.add(point.amount) }
        return [amount]
      }
      return
    }
    var places: [ByteString: Int] = [:]
    var names: [ByteString: Int] = [:]
    series = plan.series == nil ? plan.y.map { columns[$0].name } : []
    if let column = plan.series {
      for point in columns[column].points where names[ByteString(point.label)] == nil {
        names[ByteString(point.label)] = series.count
        series.append(point.label)
      }
    }
    // Each row is a bar of its own where nothing asks for more.
    let merges = plan.series != nil || plan.type == .line || columns[x].isTime
    var seen: Set<[Int]> = []
    var repeated = 0
    for (row, label) in columns[x].points.enumerated() {
      let key = ByteString(label.label)
      let index = plan.series.map { names[ByteString(columns[$0].points[row].label)] ?? 0 }
      var place = merges ? places[key] ?? labels.count : labels.count
      // What can't be added up begins another bar of the same label.
      if let index, isAveraged, plan.type != .line, !columns[x].isTime, seen.contains([place, index]) {
        place = labels.count
      }
      if place == labels.count {
        labels.append(label)
        amounts.append(Array(repeating: Amount(), count: series.count))
        places[key] = place
      }
      if !seen.insert([place, index ?? 0]).inserted { repeated += 1 }
      if let index, let y = plan.y.first {
        amounts[place][index].add(columns[y].points[row].amount)
      } else {
        for (index, y) in plan.y.enumerated() { amounts[place][index].add(columns[y].points[row].amount) }
      }
    }
    if repeated > 0 {
      let names = [columns[x].name] + (plan.series.map { [columns[$0].name] } ?? [])
      notes.append(OutputMessages.Chart.repeated(repeated, names, isAveraged: isAveraged))
    }
  }

  /// Puts all series but the greatest together.
  private mutating func foldSeries() {
    guard series.count > Self.seriesLimit else { return }
    let sizes = series.indices.map { index in
      amounts.reduce(0.0) { $0 + abs(value($1[index]) ?? 0) }
    }
    let kept = Set(
      series.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }.prefix(Self.seriesLimit))
    let name = series.contains { $0 == "other" } ? "all other" : "other"
    notes.append(OutputMessages.Chart.folded(series.count - kept.count, as: name, isAveraged: isAveraged))
    amounts = amounts.map { row in
      var rest = Amount()
      for index in row.indices where !kept.contains(index) { rest.add(row[index]) }
      return row.indices.filter(kept.contains).map { row[$0] } + [rest]
    }
    series = series.indices.filter(kept.contains).map { series[$0] } + [name]
  }

  // MARK: Bars

  private mutating func bars() -> Chart.Bars {
    let isStacked = plan.type == .stacked
    if isStacked, amounts.contains(where: { $0.contains { $0.sum < 0 } }) {
      notes.append(OutputMessages.Chart.negative(amounts.reduce(0) { $0 + $1.count { $0.sum < 0 } }))
    }
    let limit = isStacked ? Self.lineLimit : max(4, Self.lineLimit / max(1, series.count))
    var texts = labels.map(\.label)
    if let x = plan.x, case .times(let unit) = columns[x].kind {
      texts = orderByTime(unit, limit)
    }
    if texts.count > limit {
      let rest = amounts[limit...].joined().compactMap(value).reduce(0, +)
      notes.append(
        OutputMessages.Chart.leftOut(limit, of: texts.count, rest: isAveraged ? nil : ChartNumber.text(rest)))
      texts = Array(texts.prefix(limit))
      amounts = Array(amounts.prefix(limit))
    }
    return Chart.Bars(
      labels: texts, series: series, amounts: amounts.map { $0.map(shown) }, isStacked: isStacked)
  }

  /// Puts bars in the order of time, with empty ones where there is nothing, in a unit of which there are few enough.
  ///
  /// - Returns: the labels.
  private mutating func orderByTime(_ unit: TimeUnit, _ limit: Int) -> [String] {
    var places = timePlaces()
    guard let first = places.compactMap(\.self).min(), let last = places.compactMap(\.self).max() else {
      return labels.map(\.label)
    }
    var coarse = unit
    while coarse < .year, coarse == .minute ? places.count > limit : span(first, last, unit, coarse) > limit {
      coarse = TimeUnit(rawValue: coarse.rawValue + 1) ?? .year
    }
    if coarse != unit {
      notes.append(OutputMessages.Chart.coarser(unit.words.many, coarse.words.one, isAveraged: isAveraged))
    }
    places = places.map { $0.map { unit.converted($0, to: coarse) } }
    var gathered: [Int: [Amount]] = [:]
    var without: [[Amount]] = []
    for (place, row) in zip(places, amounts) {
      guard let place else {
        without.append(row)
        continue
      }
      gathered[place, default: Array(repeating: Amount(), count: series.count)].add(row)
    }
    let isFilled = coarse != .minute && span(first, last, unit, coarse) <= limit
    let from = unit.converted(first, to: coarse)
    let to = unit.converted(last, to: coarse)
    let order = isFilled ? Array(from...to) : gathered.keys.sorted()
    amounts = order.map { gathered[$0] ?? Array(repeating: Amount(), count: series.count) } + without
    return order.map { coarse.text($0) } + without.map { _ in "NULL" }
  }

  private func span(_ first: Int, _ last: Int, _ unit: TimeUnit, _ coarse: TimeUnit) -> Int {
    unit.converted(last, to: coarse) - unit.converted(first, to: coarse) + 1
  }

  /// The places of the labels on an axis of time.
  private func timePlaces() -> [Int?] { labels.map { TimeUnit.read($0.label)?.number } }

  // MARK: Lines

  private mutating func line() -> Chart.Line {
    var places: [Int?]
    var unit = ("row", "rows")
    var label: ((Int) -> String)?
    if let x = plan.x, case .times(let time) = columns[x].kind {
      let coarse = coarser(time)
      places = timePlaces().map { $0.map { time.converted($0, to: coarse) } }
      (unit, label) = (coarse.words, { coarse.text($0) })
    } else if let numbers = wholeNumbers() {
      (places, unit, label) = (numbers, ("step", "steps"), { String($0) })
    } else {
      places = orderedPlaces()
    }
    let without = places.count { $0 == nil }
    if without > 0, let x = plan.x { notes.append(OutputMessages.Chart.withoutValue(without, columns[x].name)) }
    let points = zip(places, labels).enumerated().compactMap { index, pair -> Chart.Line.Point? in
      pair.0.map { Chart.Line.Point(place: $0, label: pair.1.label, amounts: amounts[index].map(value)) }
    }.sorted { $0.place < $1.place }
    let texts = points.map(\.label)
    let named = label ?? { texts.indices.contains($0) ? texts[$0] : "" }
    return Chart.Line(points: points, series: series, unit: unit, label: named, isAveraged: isAveraged)
  }

  /// The unit of a line's axis: minutes and hours that don't fit side by side become days, days of many years months.
  private mutating func coarser(_ unit: TimeUnit) -> TimeUnit {
    let places = timePlaces().compactMap(\.self)
    guard let first = places.min(), let last = places.max() else { return unit }
    var coarse = unit
    while coarse < .year, span(first, last, unit, coarse) > lineWidth * (coarse < .day ? 1 : 12) {
      coarse = TimeUnit(rawValue: coarse.rawValue + 1) ?? .year
    }
    if coarse != unit {
      notes.append(OutputMessages.Chart.coarser(unit.words.many, coarse.words.one, isAveraged: isAveraged))
    }
    return coarse
  }

  /// The labels as places, where they are whole numbers not too far apart.
  private func wholeNumbers() -> [Int?]? {
    var places: [Int?] = []
    for label in labels {
      switch label {
      case .integer(let number): places.append(Int(number))
      case .nothing: places.append(nil)
      default: return nil
      }
    }
    guard let least = places.compactMap(\.self).min(), let most = places.compactMap(\.self).max(),
      most.subtractingReportingOverflow(least).overflow == false, most - least < 100_000
    else { return nil }
    return places
  }

  /// Places side by side: numbers in their order, texts as they came.
  private func orderedPlaces() -> [Int?] {
    let present = labels.indices.filter { if case .nothing = labels[$0] { false } else { true } }
    let order =
      present.allSatisfy { labels[$0].amount != nil }
      ? present.sorted { (labels[$0].amount ?? 0, $0) < (labels[$1].amount ?? 0, $1) } : present
    var places: [Int?] = labels.map { _ in nil }
    for (place, index) in order.enumerated() { places[index] = place }
    return places
  }
}

extension [ChartData.Amount] {
  fileprivate mutating func add(_ others: Self) {
    for index in indices { self[index].add(others[index]) }
  }
}
