import Testing

@testable import LineEditor

@Suite struct KeyDecoderTests {
  static let table: [(String, String, [Key])] = [
    ("letters", "ab", [.text("ab")]),
    ("Cyrillic, wide, emoji", "ж日😀", [.text("ж日😀")]),
    ("Enter", "\r", [.enter]),
    ("line feed", "\n", [.enter]),
    ("Tab between letters", "a\tb", [.text("a"), .tab, .text("b")]),
    ("Backspace, both of them", "\u{7F}\u{8}", [.backspace, .backspace]),
    ("Ctrl-A, Ctrl-Z, Ctrl-_", "\u{1}\u{1A}\u{1F}", [.control("a"), .control("z"), .control("_")]),
    ("Ctrl-Space", "\u{0}", [.control(" ")]),
    ("Alt-B", "\u{1B}b", [.meta("b")]),
    ("Alt with a Cyrillic letter", "\u{1B}ж", [.meta("ж")]),
    ("Alt-Enter", "\u{1B}\r", [.metaEnter]),
    ("Alt-Backspace", "\u{1B}\u{7F}", [.metaBackspace]),
    ("arrows", "\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]),
    ("arrows in application mode", "\u{1B}OA\u{1B}OB\u{1B}OC\u{1B}OD", [.up, .down, .right, .left]),
    ("Ctrl-arrows", "\u{1B}[1;5C\u{1B}[1;5D", [.wordRight, .wordLeft]),
    ("Alt-arrows", "\u{1B}[1;3C\u{1B}\u{1B}[D", [.wordRight, .wordLeft]),
    ("Shift-arrow", "\u{1B}[1;2C", [.right]),
    ("Home and End of xterm", "\u{1B}[H\u{1B}[F", [.home, .end]),
    ("Home and End of others", "\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~\u{1B}OH", [.home, .end, .home, .end, .home]),
    ("Ctrl-Home, Ctrl-End", "\u{1B}[1;5H\u{1B}[1;5F", [.textStart, .textEnd]),
    ("Delete, Ctrl-Delete, Insert", "\u{1B}[3~\u{1B}[3;5~\u{1B}[2~", [.delete, .wordDelete, .insert]),
    ("Page Up, Page Down", "\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]),
    ("Shift-Tab", "\u{1B}[Z", [.backTab]),
    ("Shift-Enter as a number", "\u{1B}[13;2u", [.metaEnter]),
    ("Ctrl-A as a number", "\u{1B}[97;5u", [.control("a")]),
    ("Enter of xterm's other keys", "\u{1B}[27;5;13~", [.metaEnter]),
    ("function keys", "\u{1B}[15~\u{1B}OP\u{1B}[[A", [.unknown, .unknown, .unknown]),
    ("a paste", "\u{1B}[200~a\tb\rc\u{1B}[201~", [.paste("a\tb\rc")]),
    ("a paste between letters", "x\u{1B}[200~a\u{1B}[201~y", [.text("x"), .paste("a"), .text("y")]),
    ("a paste with sequences inside", "\u{1B}[200~\u{1B}[A\u{3}\u{1B}[201~", [.paste("\u{1B}[A\u{3}")]),
    ("two pastes", "\u{1B}[200~a\u{1B}[201~\u{1B}[200~b\u{1B}[201~", [.paste("a"), .paste("b")]),
    ("an empty paste", "\u{1B}[200~\u{1B}[201~", [.paste("")]),
    ("a control of ISO 8859-1", "a\u{85}b", [.text("ab")]),
  ]

  @Test(arguments: table)
  func keysOfBytes(_ name: String, _ bytes: String, _ keys: [Key]) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(bytes.utf8) == keys)
    #expect(!decoder.awaitsMore)
  }

  @Test(arguments: table)
  func keysOfBytesThatComeOneByOne(_ name: String, _ bytes: String, _ keys: [Key]) {
    var decoder = KeyDecoder()
    let split = bytes.utf8.flatMap { decoder.feed([$0]) }
    #expect(Self.joined(split) == Self.joined(keys))
  }

  @Test func malformedBytesBecomeReplacementCharacters() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x61, 0xFF, 0x62]) == [.text("a\u{FFFD}b")])
  }

  @Test func anEscapeByItselfIsAKeyWhenNothingFollows() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]).isEmpty)
    #expect(decoder.awaitsMore)
    #expect(decoder.flush() == [.escape])
    #expect(decoder.feed([0x5B, 0x41]) == [.text("[A")])
  }

  @Test func aPasteWithoutEndWaits() {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[200~abc\u{1B}[20".utf8).isEmpty)
    #expect(!decoder.awaitsMore)
    #expect(decoder.feed("1~".utf8) == [.paste("abc")])
  }

  @Test func aTabBeforeTextThatCameWithItIsText() {
    #expect(KeyBurst.keys([.text("a"), .tab, .text("b")]) == [.text("a"), .text("\t"), .text("b")])
    #expect(KeyBurst.keys([.text("a"), .tab]) == [.text("a"), .tab])
    #expect(KeyBurst.keys([.tab, .tab]) == [.tab, .tab])
  }

  /// Typed text that follows typed text is one.
  private static func joined(_ keys: [Key]) -> [Key] {
    keys.reduce(into: []) { joined, key in
      if case .text(let new) = key, case .text(let old)? = joined.last {
        joined[joined.count - 1] = .text(old + new)
      } else {
        joined.append(key)
      }
    }
  }
}
