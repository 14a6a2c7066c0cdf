import DisplayWidth
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("nothing", "", 0),
    ("ASCII", "SELECT 1;", 9),
    ("ASCII longer than a word", "abcdefghijklmnopqrstuvwxyz", 26),
    ("control characters", "a\tb\u{1B}c\u{7F}", 3),
    ("control characters in a long line", "0123456789\u{1F}0123456789\u{7F}", 20),
    ("CR LF", "\r\n", 0),
    ("Latin with accents, precomposed", "caf\u{E9}", 4),
    ("Latin with accents, combining", "cafe\u{301}", 4),
    ("Cyrillic", "Привет", 6),
    ("Cyrillic with a combining breve", "и\u{306}", 1),
    ("Chinese", "日本", 4),
    ("Hangul", "한국", 4),
    ("Hangul, decomposed", "\u{1112}\u{1161}\u{11AB}", 2),
    ("fullwidth Latin", "ＡＢ", 4),
    ("halfwidth katakana", "ｱｲ", 2),
    ("Arabic with marks", "مُحَمَّد", 4),
    ("Hebrew", "שלום", 4),
    ("Thai with marks", "ที่", 1),
    ("Devanagari conjunct", "क्ष", 2),
    ("zero width space and joiner", "a\u{200B}b\u{200D}c", 3),
    ("byte order mark", "\u{FEFF}a", 1),
    ("soft hyphen", "a\u{AD}b", 3),
    ("emoji", "😀", 2),
    ("emoji family", "👩‍👩‍👧", 2),
    ("emoji with a skin tone", "👍🏽", 2),
    ("a skin tone by itself", "🏽", 2),
    ("a skin tone after a letter", "a🏽", 3),
    ("emoji profession with a skin tone", "👩🏽‍💻", 2),
    ("heart as text", "\u{2764}", 1),
    ("heart as emoji", "\u{2764}\u{FE0F}", 2),
    ("heart on fire", "\u{2764}\u{FE0F}\u{200D}\u{1F525}", 2),
    ("rainbow flag", "🏳️‍🌈", 2),
    ("national flag", "🇺🇦", 2),
    ("two national flags", "🇺🇦🇯🇵", 4),
    ("half a flag", "\u{1F1FA}", 1),
    ("flag of a region, of tags", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2),
    ("keycap", "1\u{FE0F}\u{20E3}", 2),
    ("keycap after plain text", "abcdefgh1\u{FE0F}\u{20E3}", 10),
    ("box drawing", "│─┼", 3),
    ("ellipsis", "…", 1),
    ("ideographs of plane 2", "𠀀", 2),
    ("private use", "\u{E000}", 1),
    ("emoji added in Unicode 16", "\u{1FADF}", 2),
  ])
  func columnsOfText(_ name: String, _ text: String, _ columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
    #expect(DisplayWidth.of(Substring("\n" + text).dropFirst()) == columns)
  }

  @Test(arguments: ["a", "é", "日", "👩‍👩‍👧", "1️⃣", "क्ष", "🇺🇦", "\r\n", "\u{301}"])
  func aCharacterIsAsWideAsItsString(_ text: String) {
    for character in text {
      #expect(DisplayWidth.of(character) == DisplayWidth.of(String(character)))
    }
  }

  /// The width of a string is that of its clusters added up, wherever Swift sees their boundaries.
  @Test func widthsAddUpOverClusters() {
    let pieces = ["a", "日", "👩", "\u{200D}", "\u{FE0F}", "❤", "👍🏽", "\u{301}", "🇺", "1", "\u{20E3}", "ф", "가", " "]
    var generator = SplitMix(state: 7)
    for _ in 0..<2000 {
      let text = (0..<8).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let sum = text.reduce(0) { $0 + DisplayWidth.of($1) }
      #expect(DisplayWidth.of(text) == sum, "\(text.unicodeScalars.map(\.value))")
    }
  }

  @Test(arguments: [
    ("everything fits", "abc", 5, "abc"),
    ("exactly", "abc", 3, "abc"),
    ("cut", "abcdef", 3, "abc"),
    ("no room", "abc", 0, ""),
    ("a wide character does not fit by half", "日本語", 5, "日本"),
    ("marks stay with their letter", "cafe\u{301}s", 4, "cafe\u{301}"),
    ("an emoji is not parted", "a👩‍👩‍👧b", 2, "a"),
    ("an emoji fits whole", "a👩‍👩‍👧b", 3, "a👩‍👩‍👧"),
    ("a selector that widens takes its letter along", "ab\u{2764}\u{FE0F}", 3, "ab"),
    ("a flag is not parted", "🇺🇦🇯🇵", 3, "🇺🇦"),
  ])
  func longestPrefix(_ name: String, _ text: String, _ columns: Int, _ expected: String) {
    #expect(String(DisplayWidth.prefix(of: text, fitting: columns)) == expected)
  }

  @Test func malformedBytesCountAsReplacementCharacters() {
    var generator = SplitMix(state: 1)
    let interesting: [UInt8] = [
      0x41, 0x80, 0xBF, 0xC2, 0xE0, 0xA0, 0xE2, 0x82, 0xED, 0x9F, 0xF0, 0x90, 0xF4, 0x8F, 0xFF,
    ]
    for _ in 0..<5000 {
      let bytes = (0..<6).map { _ in interesting.randomElement(using: &generator) ?? 0 }
      let width = bytes.withUnsafeBytes { DisplayWidth.of(utf8: $0) }
      #expect(width == DisplayWidth.of(String(decoding: bytes, as: UTF8.self)), "\(bytes)")
    }
  }

  /// Marks and letters are told apart as the standard library does it, for what both know.
  @Test func nonspacingMarksTakeNoColumn() {
    for value in UInt32(0x300)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark:
        #expect(DisplayWidth.of(Character(scalar)) == 0, "\(value)")
      case .uppercaseLetter, .lowercaseLetter, .decimalNumber:
        #expect(DisplayWidth.of(Character(scalar)) >= 1, "\(value)")
      default:
        break
      }
    }
  }
}

/// A small generator, so that a failure can be repeated.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
