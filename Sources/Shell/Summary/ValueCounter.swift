import SQLite

/// Counts the values of a column: exactly what can be, the rest by an estimate or a sample.
struct ValueCounter {
  private let budget: TallyBudget
  private(set) var nulls = 0
  /// Values of each type, and the order in which the types came.
  private var counts = [Int](repeating: 0, count: 5)
  private(set) var kinds: [HeldValue.Kind] = []
  private(set) var least = HeldValue()
  private(set) var greatest = HeldValue()
  private(set) var mostFrequent = HeldValue()
  private(set) var mostFrequentCount = 0

  private var integers = CountTable()
  private var reals = CountTable()
  private var texts = CountTable()
  private var blobs = CountTable()
  private var estimate: DistinctEstimate?
  private var sample = NumberSample()

  init(_ budget: TallyBudget) { self.budget = budget }

  /// Frees the tables; nothing is asked after that.
  func free() { for table in [integers, reals, texts, blobs] { table.free() } }

  /// Counts a value.
  mutating func count(_ value: ResultValue, _ kind: HeldValue.Kind, _ occurrences: Int) {
    if kind == .null {
      nulls += occurrences
      return
    }
    if counts[Int(kind.rawValue)] == 0 { kinds.append(kind) }
    counts[Int(kind.rawValue)] += occurrences
    let total = tabled(value, occurrences)
    if case .integer(let number) = value { sample.add(Double(number), occurrences) }
    if case .real(let number) = value { sample.add(number, occurrences) }
    if let total {
      // The last to reach the highest count does so here; of several, the first in order counts.
      if total > mostFrequentCount || total == mostFrequentCount && mostFrequent.isAfter(value) {
        mostFrequentCount = total
        mostFrequent.hold(value)
      }
      // It was met before.
      if total > occurrences { return }
    }
    if least.kind == .null || least.isAfter(value) { least.hold(value) }
    if greatest.kind == .null || greatest.isBefore(value) { greatest.hold(value) }
  }

  /// Counts a value in its table.
  ///
  /// - Returns: how often it has occurred; nil where there is no room for it.
  private mutating func tabled(_ value: ResultValue, _ occurrences: Int) -> Int? {
    let hasRoom = estimate == nil && tabledCount < TallyBudget.columnLimit && budget.hasRoom
    let hash: UInt64
    let total: Int?
    switch value {
    case .null: return nil
    case .integer(let number):
      (hash, total) = integers.add(UInt64(bitPattern: number), occurrences, hasRoom: hasRoom)
    case .real(let number):
      // 2 and 2.0 are one value.
      if let whole = Int64(exactly: number) {
        (hash, total) = integers.add(UInt64(bitPattern: whole), occurrences, hasRoom: hasRoom)
      } else {
        (hash, total) = reals.add(number.bitPattern, occurrences, hasRoom: hasRoom)
      }
    case .text(let bytes): (hash, total) = texts.add(ValueHash.hash(bytes), occurrences, hasRoom: hasRoom)
    case .blob(let bytes): (hash, total) = blobs.add(ValueHash.hash(bytes), occurrences, hasRoom: hasRoom)
    }
    if total == occurrences { budget.take() }
    if total == nil, estimate == nil { beginEstimate() }
    estimate?.add(hash)
    return total
  }

  private var tabledCount: Int { integers.count + reals.count + texts.count + blobs.count }

  /// From here on, new values are only estimated.
  private mutating func beginEstimate() {
    var estimate = DistinctEstimate()
    for table in [integers, reals, texts, blobs] { table.forEach { estimate.add(CountTable.hash($0.key)) } }
    self.estimate = estimate
  }

  // MARK: Results

  /// Whether there were more distinct values than are counted one by one.
  var isEstimated: Bool { estimate != nil }

  var distinct: Int { estimate?.count ?? tabledCount }

  /// The values below which a quarter, a half and three quarters of all lie, where all are numbers.
  var quartiles: [QueryValue] {
    let numbers = counts[Int(HeldValue.Kind.integer.rawValue)] + counts[Int(HeldValue.Kind.real.rawValue)]
    guard numbers > 0, numbers == counts.reduce(0, +) else { return [.null, .null, .null] }
    let areReals = counts[Int(HeldValue.Kind.integer.rawValue)] == 0
    if isEstimated {
      let sorted = sample.numbers.sorted()
      return (1...3).map { part in
        let number = sorted[(sorted.count - 1) * part / 4]
        return areReals ? .real(number) : Int64(exactly: number).map { .integer($0) } ?? .real(number)
      }
    }
    var values: [(value: ResultValue, count: Int)] = []
    integers.forEach { entry in
      let number = Int64(bitPattern: entry.key)
      values.append((areReals ? .real(Double(number)) : .integer(number), entry.count))
    }
    reals.forEach { values.append((.real(Double(bitPattern: $0.key)), $0.count)) }
    values.sort { ValueOrder.isBefore($0.value, $1.value) }
    return (1...3).map { part in
      var rest = (numbers - 1) * part / 4
      for (value, count) in values {
        if rest < count { return value.copy }
        rest -= count
      }
      return .null
    }
  }
}
