/// Finds the number of a page that is read piece by piece.
///
/// It knows only strings and brackets: faults in a page are reported by the reader.
struct PageNumberScanner {
  /// The number of the key `page`; nil if it is missing or not an integer.
  private(set) var number: Int?

  private enum Expected {
    case key, colon, value, end
  }

  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var expected = Expected.key
  /// The bytes of the current key or value, as far as they matter.
  private var text: [UInt8] = []
  private static let textLimit = 32

  mutating func scan(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { scan(byte) }
  }

  private mutating func scan(_ byte: UInt8) {
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else if byte == 0x22 {
        isInString = false
        if depth == 1, expected == .key { expected = .colon }
        return
      }
      if depth == 1 { keep(byte) }
      return
    }
    switch byte {
    case 0x22:
      isInString = true
      if depth == 1, expected == .key { text.removeAll(keepingCapacity: true) }
    case 0x7B, 0x5B: depth += 1
    case 0x7D, 0x5D:
      if depth == 1 { endValue() }
      depth -= 1
    case 0x3A where depth == 1 && expected == .colon:
      expected = text.elementsEqual("page".utf8) && number == nil ? .value : .end
      text.removeAll(keepingCapacity: true)
    case 0x2C where depth == 1:
      endValue()
      expected = .key
    default:
      if depth == 1, expected == .value, !PageEnvelope.isWhitespace(byte) { keep(byte) }
    }
  }

  private mutating func keep(_ byte: UInt8) {
    if text.count < Self.textLimit { text.append(byte) }
  }

  private mutating func endValue() {
    if expected == .value { number = Int(String(decoding: text, as: UTF8.self)) }
    expected = .end
  }
}
