/// Recognises the name of a field by comparing words of 8 bytes, closing quote included.
struct FieldPattern: BitwiseCopyable {
  /// Bytes of the name, without quotes.
  let length: Int
  private let words: (UInt64, UInt64, UInt64)
  private let masks: (UInt64, UInt64, UInt64)

  init(_ name: String) {
    let bytes = Array(name.utf8) + [UInt8(ascii: "\"")]
    precondition(bytes.count <= 24, "the name of a field fits three words")
    func word(_ index: Int) -> (UInt64, UInt64) {
      var word: UInt64 = 0
      var mask: UInt64 = 0
      for byte in 0..<8 where index * 8 + byte < bytes.count {
        word |= UInt64(bytes[index * 8 + byte]) << UInt64(byte * 8)
        mask |= 0xFF << UInt64(byte * 8)
      }
      return (word, mask)
    }
    length = bytes.count - 1
    words = (word(0).0, word(1).0, word(2).0)
    masks = (word(0).1, word(1).1, word(2).1)
  }

  /// Whether the bytes from `start`, which follow an opening quote, are this name and its closing quote.
  @inline(__always)
  func matches(_ start: UnsafePointer<UInt8>) -> Bool {
    guard Word.load(start) & masks.0 == words.0 else { return false }
    if length < 8 { return true }
    guard Word.load(start + 8) & masks.1 == words.1 else { return false }
    return length < 16 || Word.load(start + 16) & masks.2 == words.2
  }
}
