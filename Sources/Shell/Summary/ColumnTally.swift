import SQLite

/// The values of a column as they pass.
///
/// Rows of a view repeat the values of the row before in most columns, so that equal values in a row are counted as one
/// step.
struct ColumnTally {
  private(set) var counter: ValueCounter
  private var last = HeldValue()
  private var run = 0

  init(_ budget: TallyBudget) { counter = ValueCounter(budget) }

  mutating func add(_ value: ResultValue) {
    if run > 0, last.isSame(value) {
      run += 1
      return
    }
    finish()
    last.hold(value)
    run = 1
  }

  /// Counts the values that wait.
  mutating func finish() {
    guard run > 0 else { return }
    Self.count(last, run, in: &counter)
    run = 0
  }

  private static func count(_ value: borrowing HeldValue, _ occurrences: Int, in counter: inout ValueCounter) {
    let kind = value.kind
    value.with { counter.count($0, kind, occurrences) }
  }
}

/// The tallies of all columns of a result.
///
/// They lie in memory of their own, so that Swift does not check each of some twenty million accesses to them; only the
/// owner has the pointer.
final class ColumnTallies {
  private let tallies: UnsafeMutableBufferPointer<ColumnTally>

  init(count: Int) {
    tallies = .allocate(capacity: count)
    let budget = TallyBudget()
    tallies.initialize(repeating: ColumnTally(budget))
  }

  deinit {
    for tally in tallies { tally.counter.free() }
    tallies.deinitialize()
    tallies.deallocate()
  }

  func add(_ row: ResultRow) {
    for index in 0..<tallies.count { tallies[index].add(row[index]) }
  }

  func finish() {
    for index in 0..<tallies.count { tallies[index].finish() }
  }

  /// What was counted, a counter for each column.
  var counters: [ValueCounter] { tallies.map(\.counter) }
}
