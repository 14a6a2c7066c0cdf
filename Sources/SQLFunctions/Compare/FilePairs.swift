/// The rows of a comparison: the files of both exports, paired by their ids.
struct FilePairs: BitwiseCopyable {
  struct Pair: BitwiseCopyable {
    /// The places of the file in the sides; ``none`` where an export lacks it.
    var old: UInt32
    var new: UInt32

    static let none = UInt32.max
  }

  var pairs = Block<Pair>()
  /// Whether they are in the order of their ids.
  private(set) var isAscending = true
  private var index = TextIndex()
  private var wasMet = Block<Bool>()

  /// Pairs the files anew.
  ///
  /// - Parameters:
  ///   - changes: what is kept.
  mutating func pair(
    _ old: ComparedSide, _ new: ComparedSide, keeping changes: FileChanges,
    _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) {
    guard old.count < Int(Pair.none) - 1, new.count < Int(Pair.none) - 1 else { throw .tooManyFiles }
    pairs.removeAll()
    isAscending = old.isAscending && new.isAscending
    if isAscending {
      try merge(old, new, changes, routines)
    } else {
      try match(old, new, changes, routines)
    }
  }

  mutating func free(_ routines: UnsafePointer<SQLiteRoutines>) {
    pairs.free(routines)
    index.free(routines)
    wasMet.free(routines)
  }

  /// What became of the file of a pair. Where the digests were not read, those of both exports count as the same.
  @inline(__always)
  static func change(_ pair: Pair, _ old: ComparedSide, _ new: ComparedSide) -> FileChange {
    if pair.old == Pair.none { return .added }
    if pair.new == Pair.none { return .gone }
    if old.digests.count == 0 || new.digests.count == 0 { return .same }
    return old.digests[Int(pair.old)] == new.digests[Int(pair.new)] ? .same : .changed
  }

  @inline(__always)
  private mutating func add(
    _ oldRow: Int?, _ newRow: Int?, _ old: ComparedSide, _ new: ComparedSide, _ changes: FileChanges,
    _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) {
    let pair = Pair(old: oldRow.map { UInt32($0) } ?? Pair.none, new: newRow.map { UInt32($0) } ?? Pair.none)
    if changes.contains(FileChanges(Self.change(pair, old, new))) { try pairs.append(pair, routines) }
  }

  private mutating func merge(
    _ old: ComparedSide, _ new: ComparedSide, _ changes: FileChanges, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) {
    var (left, right) = (0, 0)
    while left < old.count, right < new.count {
      let order = old.ids[left].compare(new.ids[right])
      try add(order <= 0 ? left : nil, order >= 0 ? right : nil, old, new, changes, routines)
      if order <= 0 { left += 1 }
      if order >= 0 { right += 1 }
    }
    while left < old.count {
      try add(left, nil, old, new, changes, routines)
      left += 1
    }
    while right < new.count {
      try add(nil, right, old, new, changes, routines)
      right += 1
    }
  }

  /// Pairs files in any order. Exports are often written in the same order: after a file of both, the next ones are
  /// compared before they are looked up.
  private mutating func match(
    _ old: ComparedSide, _ new: ComparedSide, _ changes: FileChanges, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) {
    index.free(routines)
    try index.reserve(old.count, old.ids, routines)
    for row in 0..<old.count {
      guard try index.find(old.ids[row], in: old.ids, orEnter: row, routines) == nil else {
        throw .repeatedFile(id: String(decoding: old.ids[row], as: UTF8.self))
      }
    }
    wasMet.removeAll()
    try wasMet.append(repeating: false, count: old.count, routines)
    var expected = 0
    for row in 0..<new.count {
      let id = new.ids[row]
      let isExpected = expected < old.count && old.ids[expected].compare(id) == 0
      let found = isExpected ? expected : try index.find(id, in: old.ids, orEnter: nil, routines)
      if let found {
        guard !wasMet[found] else { throw .repeatedFile(id: String(decoding: id, as: UTF8.self)) }
        wasMet[found] = true
        expected = found + 1
      }
      try add(found, row, old, new, changes, routines)
    }
    for row in 0..<old.count where !wasMet[row] { try add(row, nil, old, new, changes, routines) }
  }
}
