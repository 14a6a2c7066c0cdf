import Foundation
import Testing

@testable import TextMatching

/// Text folded, as its scalars: Swift's `==` does not see composed and decomposed text apart.
private func folded(_ text: some StringProtocol) -> String {
  scalars(String(decoding: fold(Array(text.utf8)), as: UTF8.self))
}

private func fold(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBufferPointer(FoldedText.fold) }

private func scalars(_ text: some StringProtocol) -> String {
  text.unicodeScalars.map { $0.value >= 0x20 && $0.value < 0x7F ? String($0) : "<\(String($0.value, radix: 16))>" }
    .joined()
}

@Suite struct FoldedTextTests {
  @Test(arguments: [
    ("", ""), ("Bus 7", "bus 7"), ("ПРИВЕТ", "привет"), ("Ёлка", "ёлка"), ("Straße", "strasse"), ("ẞ", "ss"),
    ("\u{C9}", "\u{E9}"), ("E\u{301}", "\u{E9}"), ("\u{130}", "i\u{307}"), ("\u{FB01}n", "fin"), ("ΣΑΣ", "σασ"),
    ("ς", "σ"), ("\u{212A}", "k"), ("\u{212B}", "\u{E5}"), ("Ǆ", "ǆ"), ("\u{1F0}", "\u{1F0}"), ("ŉ", "ʼn"),
    ("\u{1FB4}", "\u{3AC}\u{3B9}"), ("\u{3B1}\u{345}\u{301}", "\u{3AC}\u{3B9}"), ("\u{1FB3}\u{301}", "\u{3AC}\u{3B9}"),
    ("\u{1112}\u{1161}\u{11AB}", "\u{D55C}"), ("日本", "日本"), ("か\u{3099}", "が"), ("a\u{323}\u{307}", "\u{1EA1}\u{307}"),
    ("a\u{307}\u{323}", "\u{1EA1}\u{307}"), ("A\0É", "a\0é"), ("\u{958}\u{338}", "\u{915}\u{338}\u{93C}"), ("🚌", "🚌"),
    ("\u{AB70}", "\u{13A0}"), ("\u{37E}", ";"), ("\u{1E900}", "\u{1E922}"),
  ]) func `folds case and canonical form`(text: String, expected: String) {
    #expect(folded(text) == scalars(expected))
  }

  @Test(
    arguments: [
      ([0xFF, 0x41], "\u{FFFD}a"), ([0xC3], "\u{FFFD}"), ([0xD0, 0x9F, 0xE2, 0x82], "п\u{FFFD}"),
      ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
      ([0xE1, 0xBE, 0xB3, 0xFF], "\u{3B1}\u{3B9}\u{FFFD}"),
    ] as [([UInt8], String)]) func `takes what is not UTF-8 for U+FFFD`(bytes: [UInt8], expected: String)
  {
    #expect(scalars(String(decoding: fold(bytes), as: UTF8.self)) == scalars(expected))
  }

  /// Characters that utf8proc of any version in use knows.
  private static let known = (0...0x10FFFF).compactMap(Unicode.Scalar.init).filter { scalar in
    scalar.properties.age.map { ($0.major, $0.minor) <= (14, 0) } ?? false
  }

  @Test func `every character is folded once and for all, composed or not`() {
    for scalar in Self.known {
      let text = String(scalar)
      let once = fold(Array(text.utf8))
      guard scalar.value >= 0x80 else { continue }
      if fold(once) != once { Issue.record("\(scalars(text)) is folded twice") }
      for form in [text.decomposedStringWithCanonicalMapping, text.precomposedStringWithCanonicalMapping]
      where !form.utf8.elementsEqual(text.utf8) {
        if fold(Array(form.utf8)) != once { Issue.record("\(scalars(text)) differs from \(scalars(form))") }
      }
    }
  }

  /// The text before it makes all of it go the long way.
  @Test func `the short way gives what the long way does`() {
    let prefix = Array("e\u{301} ".utf8)
    for scalar in Self.known where scalar.value < 0x3000 || scalar.value.isMultiple(of: 7) {
      let bytes = Array(String(scalar).utf8)
      if fold(prefix + bytes) != fold(prefix) + fold(bytes) { Issue.record("\(scalars(String(scalar)))") }
    }
  }

  @Test func `what goes the short way never joins what stands before it`() {
    var joining: Set<UInt32> = []
    for scalar in Self.known {
      let parts = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars
      for part in parts.dropFirst() { joining.insert(part.value) }
    }
    // The letters of Hangul that end a syllable.
    #expect(joining.contains(0x11A8) && joining.contains(0x301) && joining.contains(0x9BE))
    for value in joining {
      #expect(!UnicodeForm.isPlain(value) && (value >= 0x590 || UnicodeForm.isCombining(value)), "\(value)")
    }
  }

  @Test(arguments: 4080...4100) func `long text is folded as a whole`(length: Int) {
    let text = String(repeating: "x", count: length) + "e\u{301}É" + String(repeating: "Ж\u{301}", count: 3000) + "ß"
    let expected = String(repeating: "x", count: length) + "éé" + String(repeating: "ж\u{301}", count: 3000) + "ss"
    #expect(fold(Array(text.utf8)) == Array(expected.utf8))
  }

  @Test(arguments: 1...40) func `canonically equal texts are folded to one`(seed: UInt64) {
    var random = Seeded(seed)
    let alphabet: [Unicode.Scalar] = [
      "a", "E", "\u{E9}", "\u{301}", "\u{323}", "\u{345}", "\u{1FB3}", "\u{1F80}", "\u{3B1}", "\u{308}", "ß", "И", "й",
      "\u{306}", "\u{1100}", "\u{1161}", "\u{11A8}", "\u{AC00}", "日", "\u{3099}", "か", "İ", "\u{FB03}", "\u{2126}",
    ]
    for _ in 0..<200 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...8, using: &random) { text.append(alphabet.randomElement(using: &random) ?? "a") }
      let forms = [
        String(text), String(text).decomposedStringWithCanonicalMapping,
        String(text).precomposedStringWithCanonicalMapping,
      ].map(folded)
      #expect(Set(forms.map { Array($0.utf8) }).count == 1, "\(scalars(String(text)))")
    }
  }
}
