/// A term of an order of rows.
struct CompareOrder {
  let column: CompareColumn
  let isDescending: Bool
}

extension FilePairs {
  /// Brings the pairs into an order: by columns of few values first, then by the id.
  mutating func sort(
    by terms: [CompareOrder], _ old: ComparedSide, _ new: ComparedSide, _ codes: ComparedCodes,
    _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) {
    // From the last term to the first, each keeping the order of those after it.
    for term in terms.reversed() {
      if term.column == .fileID {
        sortByID(old, new, isDescending: term.isDescending)
      } else {
        try sort(by: term, old, new, codes, routines)
      }
    }
  }

  private mutating func sortByID(_ old: ComparedSide, _ new: ComparedSide, isDescending: Bool) {
    var elements = pairs.elements
    if !isAscending {
      elements.sort { left, right in Self.id(left, old, new).compare(Self.id(right, old, new)) < 0 }
    }
    if isDescending { elements.reverse() }
  }

  /// The pair of a file, where they are in the order of their ids; nil where neither export has it.
  func find(_ id: UnsafeBufferPointer<UInt8>, _ old: ComparedSide, _ new: ComparedSide) -> Int? {
    var (low, high) = (0, pairs.count)
    while low < high {
      let middle = (low + high) / 2
      let order = Self.id(pairs[middle], old, new).compare(id)
      if order == 0 { return middle }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The id of a pair's file.
  @inline(__always)
  static func id(_ pair: Pair, _ old: ComparedSide, _ new: ComparedSide) -> UnsafeBufferPointer<UInt8> {
    pair.old == Pair.none ? new.ids[Int(pair.new)] : old.ids[Int(pair.old)]
  }

  /// Counts how many pairs have each value, and so knows where each goes.
  private mutating func sort(
    by term: CompareOrder, _ old: ComparedSide, _ new: ComparedSide, _ codes: ComparedCodes,
    _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) {
    let ranks: [Int]
    let code: (Pair) -> Int
    switch term.column {
    case .change:
      ranks = FileChange.allCases.map { Int($0.rawValue) }
      code = { Int(Self.change($0, old, new).rawValue) }
    case .ofOld(let field):
      guard let place = field.codePlace else { return }
      ranks = codes.place(place).ranks()
      let stored = old.codes(place)
      code = { $0.old == Pair.none ? 0 : Int(stored[Int($0.old)]) }
    case .ofNew(let field):
      guard let place = field.codePlace else { return }
      ranks = codes.place(place).ranks()
      let stored = new.codes(place)
      code = { $0.new == Pair.none ? 0 : Int(stored[Int($0.new)]) }
    case .fileID, .argument: return
    }
    let places = term.isDescending ? ranks.map { ranks.count - 1 - $0 } : ranks
    var starts = Array(repeating: 0, count: places.count + 1)
    for pair in pairs.elements { starts[places[code(pair)] + 1] += 1 }
    for place in 1..<starts.count { starts[place] += starts[place - 1] }
    var sorted = Block<Pair>()
    try sorted.append(repeating: Pair(old: 0, new: 0), count: pairs.count, routines)
    for pair in pairs.elements {
      let place = places[code(pair)]
      sorted[starts[place]] = pair
      starts[place] += 1
    }
    pairs.free(routines)
    pairs = sorted
  }
}
