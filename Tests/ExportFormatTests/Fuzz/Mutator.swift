/// Numbers that look random and are the same at every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Makes documents out of others: mostly still JSON, and often just not.
struct Mutator {
  private var generator: SeededGenerator
  private let documents: [[UInt8]]

  init(seed: UInt64, documents: [[UInt8]]) {
    generator = SeededGenerator(seed: seed)
    self.documents = documents
  }

  private static let tokens: [[UInt8]] =
    [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "false", "0", "-0", "1", "-1", "01", "1.5", "1.", ".5",
      "1e5", "1E+2", "1e-400", "1e400", "-", "+", "e", "9223372036854775807", "9223372036854775808",
      "-9223372036854775808", "18446744073709551616", "123456789012345678901234567890", "0.1e1", "3.0", "\"\"", "[]",
      "{}", "\"a\"", "\"id\"", "\"id\":\"x\",", "\"x\":1,", "[[1,0,\"a\",null]]", "{\"uid\":\"u\",\"attributes\":[]}",
      "\\u0041", "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\\u00", "\\n", "\\x", "\\/", "\\\"", "\\\\", "\u{E9}",
      "\u{20AC}", "\u{1F600}", "\u{FEFF}", " ", "\n", "\t", "\r", "        ", "\n                \n", "\u{0}", "\u{1F}",
      "\u{7F}", "NaN", "Infinity", "'a'", "//", "/**/", "\"2025-06-10 21:41\"", "\"2024-02-29 00:00\"",
      "\"2025-02-29 00:00\"", "\"\\u0061\"",
    ].map { Array($0.utf8) } + [
      [0x80], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0xE2, 0x82],
    ]

  private mutating func number(_ limit: Int) -> Int { limit <= 1 ? 0 : Int.random(in: 0..<limit, using: &generator) }

  /// One of the documents with up to four changes.
  mutating func next() -> [UInt8] {
    var bytes = documents[number(documents.count)]
    for _ in 0..<(1 + number(4)) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = number(bytes.count + 1)
    let token = Self.tokens[number(Self.tokens.count)]
    switch number(10) {
    case 0 where !bytes.isEmpty: bytes[number(bytes.count)] ^= 1 << UInt8(number(8))
    case 1 where !bytes.isEmpty: bytes[number(bytes.count)] = UInt8(number(256))
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + number(12)))
    case 3: bytes.insert(contentsOf: token, at: place)
    case 4: bytes.replaceSubrange(place..<min(bytes.count, place + token.count), with: token)
    case 5: replaceValue(&bytes, from: place, with: token)
    case 6:
      let other = documents[number(documents.count)]
      let start = number(other.count)
      bytes.insert(contentsOf: other[start..<min(other.count, start + number(60))], at: place)
    case 7:
      let end = min(bytes.count, place + 1 + number(40))
      bytes.insert(contentsOf: Array(bytes[place..<end]), at: end)
    case 8: escape(&bytes, at: place)
    default:
      if number(8) == 0 { bytes.removeSubrange(place...) } else { replaceValue(&bytes, from: place, with: token) }
    }
  }

  /// Puts a token in place of the next value, so that the document often stays well-formed.
  private func replaceValue(_ bytes: inout [UInt8], from place: Int, with token: [UInt8]) {
    let stops: Set<UInt8> = [0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D]
    guard let start = bytes[place...].firstIndex(where: { $0 == 0x3A || $0 == 0x2C || $0 == 0x5B }) else { return }
    let end = bytes[(start + 1)...].firstIndex { stops.contains($0) } ?? bytes.count
    bytes.replaceSubrange(start + 1..<end, with: token)
  }

  /// Writes a letter as an escape.
  private func escape(_ bytes: inout [UInt8], at place: Int) {
    guard place < bytes.count, bytes[place] >= 0x20, bytes[place] < 0x80 else { return }
    let digits = String(bytes[place], radix: 16)
    bytes.replaceSubrange(place...place, with: Array("\\u00\(digits)".utf8))
  }
}
