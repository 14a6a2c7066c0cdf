import Foundation
import Testing
import TextMatching

private func matches(_ text: String, _ pattern: String, escape: Unicode.Scalar? = nil) -> Bool {
  Array(pattern.utf8).withUnsafeBufferPointer { pattern in
    let pattern = LikePattern(pattern, escape: escape)
    return Array(text.utf8).withUnsafeBufferPointer(pattern.matches)
  }
}

@Suite struct LikePatternTests {
  @Test(arguments: [
    ("Привет", "привет", true), ("Привет", "при%", true), ("Привет", "%ВЕТ", true), ("Привет", "_______", false),
    ("Привет", "______", true), ("Straße", "STRASSE", true), ("STRASSE", "straße", true), ("ß", "_", true),
    ("ß", "__", false), ("ss", "ß", true), ("ss", "_", false), ("ß", "s%", true), ("ß", "%s", true), ("ß", "s_", false),
    ("ß", "_s", false), ("aß", "a_", true), ("ßa", "_a", true), ("ßa", "%_a", true), ("ß", "%_", true),
    ("ß", "%__", false),
    ("caf\u{E9}", "CAFE\u{301}", true), ("cafe\u{301}", "caf\u{C9}", true), ("caf\u{E9}", "cafe", false),
    ("cafe\u{301}", "cafe%", false), ("cafe\u{301}", "caf_", true), ("cafe\u{301}", "caf__", false),
    ("日本語", "日_語", true), ("日本語", "__", false), ("🚌🚌", "__", true), ("한", "_", true),
    ("\u{1112}\u{1161}\u{11AB}", "한", true), ("İ", "_", true), ("İ", "i\u{307}", true), ("\u{212A}m", "KM", true),
    ("bus", "BUS", true), ("bus", "b_s", true), ("bus", "b%s", true), ("bus", "%", true), ("bus", "bu", false),
    ("", "", true), ("", "%", true), ("", "_", false), ("a", "", false), ("é", "", false), ("aab", "%ab", true),
    ("abcabd", "%ab_", true), ("abab", "%a%b%a%b%", true), ("ab", "%a%b%a%b%", false), ("[", "{", false),
    ("@", "`", false),
    ("a\0b", "a", false), ("a\0b", "a_b", true), ("a\0b", "%B", true), ("ab", "a\0", false),
  ]) func `compares what people read`(text: String, pattern: String, expected: Bool) {
    #expect(matches(text, pattern) == expected)
  }

  @Test(
    arguments: [
      ("100%", "100\\%", "\\", true), ("100x", "100\\%", "\\", false), ("a_b", "a\\_b", "\\", true),
      ("axb", "a\\_b", "\\", false), ("a", "\\a", "\\", true), ("a", "a\\", "\\", false), ("a\\", "a\\", "\\", false),
      ("a\\", "a\\\\", "\\", true), ("a%", "a%%", "%", true), ("ab", "a%%", "%", false), ("a_", "a__", "_", true),
      ("ж%", "Жё%", "ё", true), ("жx", "Жё%", "ё", false), ("É", "ёe\u{301}", "ё", true), ("Я", "яя", "я", true),
    ] as [(String, String, Unicode.Scalar, Bool)])
  func `takes a character after the escape as it is`(
    text: String, pattern: String, escape: Unicode.Scalar, expected: Bool
  ) { #expect(matches(text, pattern, escape: escape) == expected) }

  /// Tries all ways, over the characters of the canonical form; each is folded by itself.
  private static func slowly(_ text: ArraySlice<String>, _ pattern: ArraySlice<Character>) -> Bool {
    guard let part = pattern.first else { return text.isEmpty }
    switch part {
    case "%": return (text.startIndex...text.endIndex).contains { slowly(text[$0...], pattern.dropFirst()) }
    case "_": return !text.isEmpty && slowly(text.dropFirst(), pattern.dropFirst())
    default: return text.first == String(part).lowercased() && slowly(text.dropFirst(), pattern.dropFirst())
    }
  }

  @Test(arguments: 1...20) func `finds what trying all ways finds`(seed: UInt64) {
    var random = Seeded(seed)
    func some(_ alphabet: [Character], _ count: Int) -> String {
      String((0..<Int.random(in: 0...count, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "a" })
    }
    for _ in 0..<500 {
      let text = some(["a", "A", "b", "ж", "Ж", "é", "日"], 8)
      let pattern = some(["a", "B", "Ж", "É", "日", "%", "%", "_"], 6)
      let expected = Self.slowly(ArraySlice(text.map { String($0).lowercased() }), ArraySlice(Array(pattern)))
      #expect(matches(text, pattern) == expected, "\(text) LIKE \(pattern)")
      // Composed or not makes no difference.
      #expect(
        matches(text.decomposedStringWithCanonicalMapping, pattern) == expected, "decomposed \(text) LIKE \(pattern)")
    }
  }

  @Test func `many wildcards take no more than they must`() {
    let text = String(repeating: "a", count: 20_000)
    #expect(!matches(text, String(repeating: "%a", count: 200) + "%b"))
    #expect(matches(text, String(repeating: "%a", count: 200) + "%"))
  }
}
