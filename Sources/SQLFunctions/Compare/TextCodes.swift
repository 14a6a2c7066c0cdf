/// The values of a column that has few, as numbers: 0 for NULL, then 1, 2, … as they came.
struct TextCodes: BitwiseCopyable {
  private var texts = TextList()
  private var index = TextIndex()
  /// The code of each text of one byte that came.
  private var bytes = Block<UInt32>()

  /// How many codes there are.
  var count: Int { texts.count + 1 }

  /// - Precondition: the code is not 0.
  subscript(_ code: UInt32) -> UnsafeBufferPointer<UInt8> { texts[Int(code) - 1] }

  @inline(__always)
  mutating func code(
    _ text: UnsafeBufferPointer<UInt8>, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) -> UInt32 {
    if text.count == 1, bytes.count > 0, bytes[Int(text[0])] != 0 { return bytes[Int(text[0])] }
    return try newCode(text, routines)
  }

  private mutating func newCode(
    _ text: UnsafeBufferPointer<UInt8>, _ routines: UnsafePointer<SQLiteRoutines>
  ) throws(CompareFault) -> UInt32 {
    if bytes.count == 0 { try bytes.append(repeating: 0, count: 256, routines) }
    if let found = try index.find(text, in: texts, orEnter: texts.count, routines) { return UInt32(found + 1) }
    try texts.append(text, routines)
    let code = UInt32(texts.count)
    if text.count == 1 { bytes[Int(text[0])] = code }
    return code
  }

  /// The place of each code in the order of the values: NULL first, then by bytes.
  func ranks() -> [Int] {
    var ranks = Array(repeating: 0, count: count)
    let sorted = (0..<texts.count).sorted { texts[$0].compare(texts[$1]) < 0 }
    for (rank, number) in sorted.enumerated() { ranks[number + 1] = rank + 1 }
    return ranks
  }

  mutating func free(_ routines: UnsafePointer<SQLiteRoutines>) {
    texts.free(routines)
    index.free(routines)
    bytes.free(routines)
  }
}
