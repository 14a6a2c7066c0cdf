import Testing
import TextMatching

private func matches(_ text: [UInt8], _ pattern: [UInt8]) throws -> Bool {
  try pattern.withUnsafeBufferPointer { pattern in
    let expression = try RegularExpression(pattern)
    let results = try text.withUnsafeBufferPointer { text in
      // The first time it is interpreted, then it is machine code.
      try (0..<3).map { _ in try expression.matches(text) }
    }
    #expect(Set(results).count == 1)
    return results[0]
  }
}

private func matches(_ text: String, _ pattern: String) throws -> Bool {
  try matches(Array(text.utf8), Array(pattern.utf8))
}

@Suite struct RegularExpressionTests {
  @Test(arguments: [
    ("bus 7", "bus", true), ("bus 7", "^bus$", false), ("Bus", "bus", false), ("Bus", "(?i)bus", true),
    ("ПРИВЕТ", "(?i)привет", true), ("ПРИВЕТ", "привет", false), ("привет", "^\\w+$", true), ("привет", "^.{6}$", true),
    ("١٢", "^\\d+$", true), ("日本", "\\p{Han}{2}", true), ("слово, два", "\\bдва\\b", true), ("", "", true),
    ("a", "", true),
    ("", "a", false), ("", "^$", true), ("a\0b", "^a\\x00b$", true), ("a\nb", "a.b", false), ("a\nb", "(?s)a.b", true),
    ("IMG_0042.JPG", "^IMG_\\d{4}\\.(?i:jpe?g)$", true), ("aa", "(a)\\1", true), ("ab", "(?<=a)b", true),
    ("e\u{301}", "^é$", false),
  ]) func `finds a part of the text`(text: String, pattern: String, expected: Bool) throws {
    #expect(try matches(text, pattern) == expected)
  }

  @Test func `takes what is not UTF-8 in a text for U+FFFD`() throws {
    #expect(try matches([0x61, 0xFF, 0x62], Array("^a\u{FFFD}b$".utf8)))
    #expect(try matches([0xFF, 0x62], Array("b".utf8)))
  }

  @Test(
    arguments: [
      ("a(", .openGroup, nil), ("a)b", .closedGroup, 2), ("жж)b", .closedGroup, 3), ("[abc", .openClass, nil),
      ("[z-a]", .range, 4), ("*a", .nothingToRepeat, 1), ("a**", .nothingToRepeat, 3), ("a\\", .backslashAtEnd, nil),
      ("\\p{Nope}", .property, nil), ("a{3,1}", .repeatNumbers, nil), ("a{99999}", .repeatTooLarge, nil),
      ("(?<=a*)b", .lookbehind, nil), ("\\2(a)", .groupReference, nil), ("[[:nope:]]", .className, nil),
      ("(?y)", .afterQuestionMark, 3), ("\\C", .singleByte, nil), ("(?#", .openComment, nil),
      ("\\x{110000}", .codePoint, nil),
      (String(repeating: "(", count: 300) + String(repeating: ")", count: 300), .tooLarge, nil),
    ] as [(String, RegularExpressionFault.PatternFault, Int?)])
  func `says what is wrong with a pattern`(
    pattern: String, expected: RegularExpressionFault.PatternFault, place: Int?
  ) throws {
    do {
      _ = try matches("", pattern)
      Issue.record("it is accepted")
    } catch RegularExpressionFault.pattern(let fault, let found) {
      #expect(fault == expected)
      if let place { #expect(found == place) }
      let message = RegularExpressionFault.pattern(fault, place: found).description
      #expect(message.hasPrefix("the regular expression is wrong at "))
    }
  }

  @Test func `refuses a pattern that is not UTF-8`() {
    #expect(throws: RegularExpressionFault.pattern(.notUTF8, place: 2)) { try matches([], [0x61, 0xFF, 0x62]) }
  }

  @Test(arguments: ["(a+)+$", "(a|aa)+$", "(a|a)*$", "(.*a){20}$", "^(([a-z])+.)+[A-Z]([a-z])+$"])
  func `gives up a text that takes too many steps`(pattern: String) {
    #expect(throws: RegularExpressionFault.tooManySteps) {
      try matches(String(repeating: "a", count: 60) + "!", pattern)
    }
  }

  @Test func `reads a long text`() throws {
    let text = String(repeating: "a b ", count: 100_000)
    #expect(try matches(text + "c", "^(?:a b )+c$"))
    #expect(try matches(text, "(?:a|b| )+$"))
    #expect(try !matches(text, "c"))
  }
}
