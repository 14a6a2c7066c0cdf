/// The pages that were read, and what is wrong with them.
struct PageList {
  private var sources: [Int: String] = [:]
  private var first: [EnvelopeField: (value: Int, source: String)] = [:]
  private var last = 0
  private var total = 0
  private var unnumbered: String?
  private var numbered: String?

  /// Adds a page.
  ///
  /// - Parameters:
  ///   - envelope: what it says of itself.
  ///   - count: its records, good or not.
  ///   - source: where it was read.
  /// - Returns: what is wrong with it.
  mutating func add(_ envelope: Envelope, count: Int, source: String) -> [PageFault] {
    guard let page = envelope.page else {
      let faults = addUnnumbered(source: source)
      if let total = envelope.totalPages, total > 1 { return faults + [.anonymous(source: source, of: total)] }
      return faults
    }
    var faults: [PageFault] = []
    if numbered == nil {
      numbered = source
      if let unnumbered { faults.append(.unnumbered(source: unnumbered, numbered: source)) }
    }
    faults += compareList(envelope, source: source)
    if let total = envelope.totalPages, page > total {
      // The platform answers a page out of range without records.
      return count == 0 ? faults : faults + [.beyond(page: page, of: total, source: source)]
    }
    if let first = sources[page] {
      faults.append(.repeated(page: page, source: source, first: first))
    } else if page < last {
      faults.append(.outOfOrder(page: page, source: source, after: last))
    }
    sources[page] = sources[page] ?? source
    last = max(last, page)
    if let perPage = envelope.perPage, !Self.isPlausible(count, page: page, perPage, of: envelope.totalPages) {
      faults.append(.recordCount(page: page, source: source, count: count, expected: perPage))
    }
    return faults
  }

  /// Adds a document that says no page number.
  mutating func addUnnumbered(source: String) -> [PageFault] {
    defer { unnumbered = unnumbered ?? source }
    guard unnumbered == nil, let numbered else { return [] }
    return [.unnumbered(source: source, numbered: numbered)]
  }

  /// The pages that are missing, once all were read.
  var missing: [PageFault] {
    guard let list = numbered else { return [] }
    let count = max(total, last)
    var faults: [PageFault] = []
    var next = 1
    for page in sources.keys.sorted() {
      if page > next { faults.append(.missing(next...page - 1, of: count, list: list)) }
      next = page + 1
    }
    if next <= count { faults.append(.missing(next...count, of: count, list: list)) }
    return faults
  }

  private mutating func compareList(_ envelope: Envelope, source: String) -> [PageFault] {
    total = max(total, envelope.totalPages ?? 0)
    return [EnvelopeField.perPage, .totalPages].compactMap { field in
      guard let value = envelope[field] else { return nil }
      guard let (expected, list) = first[field] else {
        first[field] = (value, source)
        return nil
      }
      return value == expected ? nil : .otherList(field, value, source: source, expected: expected, first: list)
    }
  }

  private static func isPlausible(_ count: Int, page: Int, _ perPage: Int, of total: Int?) -> Bool {
    guard count <= perPage, let total else { return count <= perPage }
    return page < total ? count == perPage : count > 0 || total <= 1
  }
}
