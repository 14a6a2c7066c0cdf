/// The text between two values as it was read last, for each place in a record.
///
/// Exports are written by programs: nearly every record has the same keys, punctuation and white space in the same
/// places. What was parsed and checked once is recognised by one comparison of memory afterwards; any other text is
/// parsed.
struct Gaps: ~Copyable {
  /// A place between values, and what its text runs from and to.
  struct Place: BitwiseCopyable {
    fileprivate let index: Int

    /// From the end of the value before to the field's value.
    @inline(__always)
    static func field(_ index: Int) -> Place { Place(index: index) }
    /// From the end of the last field's value to the end of the record.
    static let recordEnd = Place(index: fieldCount)
    /// From the start of the field's array into the uid of the first group.
    static let firstGroup = Place(index: fieldCount + 1)
    /// From the end of a group into the uid of the next.
    static let nextGroup = Place(index: fieldCount + 2)
    /// From the end of the uid to the id of the first label.
    static let firstLabel = Place(index: fieldCount + 3)
    /// From the end of a label to the id of the next.
    static let nextLabel = Place(index: fieldCount + 4)
    /// From the end of the last label to the end of its group.
    static let groupEnd = Place(index: fieldCount + 5)
    /// From the end of the last group to the end of the field's array.
    static let groupsEnd = Place(index: fieldCount + 6)

    /// From the start of the record to the value of the field that usually comes first.
    static let firstField = Place(index: fieldCount + 7)

    fileprivate static let fieldCount = RecordField.allCases.count
    fileprivate static let count = fieldCount + 8
  }

  /// A longer text is not kept. A comparison at the end of a buffer reads no further than the padding.
  private static let lengthLimit = bufferPadding

  private let counts: UnsafeMutablePointer<Int>
  private let texts: UnsafeMutablePointer<UInt8>

  init() {
    counts = .allocate(capacity: Place.count)
    counts.initialize(repeating: 0, count: Place.count)
    texts = .allocate(capacity: Place.count * Self.lengthLimit)
    texts.initialize(repeating: 0, count: Place.count * Self.lengthLimit)
  }

  deinit {
    counts.deallocate()
    texts.deallocate()
  }

  /// Passes over the text of a place if it is at the scanner's position. More white space may follow it.
  @inline(__always)
  func pass(_ place: Place, _ scanner: inout JSONScanner) -> Bool {
    let count = counts[place.index]
    guard count > 0,
      Memory.areEqual(texts + place.index &* Self.lengthLimit, scanner.base + scanner.position, count: count)
    else { return false }
    scanner.position &+= count
    return true
  }

  /// Keeps what was parsed between an earlier position and the scanner's.
  @inline(never)
  func learn(_ place: Place, from start: Int, to scanner: JSONScanner) {
    let count = scanner.position - start
    // At the end of the buffer the text may be cut.
    guard count <= Self.lengthLimit, scanner.position < scanner.end else { return }
    (texts + place.index * Self.lengthLimit).update(from: scanner.base + start, count: count)
    counts[place.index] = count
  }
}
