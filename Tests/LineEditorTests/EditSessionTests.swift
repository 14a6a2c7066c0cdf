import Testing

@testable import LineEditor

/// What keys do to the text. `|` marks the cursor.
@Suite struct EditSessionTests {
  @Test(
    arguments: [
      ("typing", "", [.text("ab")], "ab|"),
      ("typing in the middle", "a|b", [.text("x")], "ax|b"),
      ("a combining mark joins its letter", "e|x", [.text("\u{301}")], "e\u{301}|x"),
      ("a selector joins", "\u{2764}|", [.text("\u{FE0F}")], "\u{2764}\u{FE0F}|"),
      ("Backspace", "ab|c", [.backspace], "a|c"),
      ("Backspace over an emoji", "a👩‍👩‍👧|", [.backspace], "a|"),
      ("Backspace joins lines", "a\n|b", [.backspace], "a|b"),
      ("Backspace at the start", "|a", [.backspace], "|a"),
      ("Delete", "a|bc", [.delete], "a|c"),
      ("Ctrl-D in a text", "a|bc", [.control("d")], "a|c"),
      ("Delete at the end", "a|", [.delete], "a|"),
      (
        "Ctrl-A and Ctrl-E in a line of many", "a\nbcd|e\nf", [.control("a"), .text("<"), .control("e")], "a\n<bcde|\nf"
      ),
      ("Left, Right", "ab|", [.left, .left, .right], "a|b"),
      ("Left over an emoji", "👍🏽|", [.left], "|👍🏽"),
      ("word left", "select a.b_c|", [.wordLeft], "select a.|b_c"),
      ("word right", "|select  ab c", [.meta("f"), .meta("f")], "select  ab| c"),
      ("word left in Cyrillic", "имя файла|", [.meta("b")], "имя |файла"),
      ("text start and end", "a\nb|\nc", [.meta("<"), .text("1"), .meta(">"), .text("2")], "1a\nb\nc2|"),
      ("Ctrl-K", "a|bc\nd", [.control("k")], "a|\nd"),
      ("Ctrl-K at the end of a line", "a|\nd", [.control("k")], "a|d"),
      ("Ctrl-U", "a\nbc|d", [.control("u")], "a\n|d"),
      ("Ctrl-U at the start of a line", "a\n|d", [.control("u")], "a|d"),
      ("Ctrl-W", "a b.c |d", [.control("w")], "a |d"),
      ("Alt-Backspace", "a b.c|", [.metaBackspace], "a b.|"),
      ("Alt-D", "a| bc d", [.meta("d")], "a| d"),
      ("cut and paste", "ab|cd", [.control("k"), .control("a"), .control("y")], "cd|ab"),
      ("cuts in a row are one", "a b c|", [.control("w"), .control("w"), .control("y")], "a b c|"),
      (
        "pasting what was cut before", "one two|",
        [.control("w"), .left, .control("u"), .right, .control("y"), .meta("y")], " two|"
      ),
      ("swapping", "ab|c", [.control("t")], "acb|"),
      ("swapping at the end", "ab|", [.control("t")], "ba|"),
      ("capitals", "|abc de", [.meta("u"), .meta("c")], "ABC De|"),
      ("small letters", "|ABC", [.meta("l")], "abc|"),
      ("undoing a word", "", [.text("a"), .text("b"), .text(" "), .text("c"), .control("_")], "ab |"),
      ("undoing all", "", [.text("a"), .text(" "), .text("c"), .control("_"), .control("_"), .control("_")], "|"),
      ("undoing a cut", "ab|c", [.control("u"), .control("_")], "ab|c"),
      ("undoing by Ctrl-X Ctrl-U", "ab|c", [.control("u"), .control("x"), .control("u")], "ab|c"),
      ("undoing a mark", "e|", [.text("\u{301}"), .control("_")], "e|"),
      ("undoing a paste", "a|b", [.paste("1\n2"), .control("_")], "a|b"),
      ("a paste with all line ends", "|", [.paste("1\r\n2\r3\n4")], "1\n2\n3\n4|"),
      ("a paste is no completion", "|", [.paste("a\tb\n")], "a\tb\n|"),
      ("a new line by Alt-Enter", "a|b", [.metaEnter], "a\n|b"),
      ("Up and Down keep the column", "abcd|\nx\nabcdef", [.down, .down, .up, .up], "abcd|\nx\nabcdef"),
      ("Down to a shorter line", "abcd|\nx\nabcdef", [.down], "abcd\nx|\nabcdef"),
      ("a quoted Tab", "a|", [.control("v"), .tab], "a\t|"),
      ("keys of no meaning", "a|", [.unknown, .insert, .escape, .control("g")], "a|"),
    ] as [(String, String, [Key], String)])
  func editing(_ name: String, _ before: String, _ keys: [Key], _ after: String) {
    var session = EditSession(hooks: Hooks(isComplete: { _ in false }))
    session.place(before)
    for key in keys { #expect(session.press(key) == nil) }
    #expect(session.marked == (after.isEmpty ? "|" : after))
  }

  @Test(
    arguments: [
      ("Enter on a complete text", "a;|", .enter, .submit),
      ("Enter inside of a complete text", "a|b;", .enter, .submit),
      ("Ctrl-C without text", "|", .control("c"), .interrupt),
      ("Ctrl-C with text", "ab|", .control("c"), .abandon("ab")),
      ("Ctrl-D without text", "|", .control("d"), .endOfInput),
      ("Ctrl-L", "a|", .control("l"), .clearScreen),
      ("Ctrl-Z", "a|", .control("z"), .suspend),
    ] as [(String, String, Key, EditSession.Outcome)])
  func outcomes(_ name: String, _ before: String, _ key: Key, _ outcome: EditSession.Outcome) {
    var session = EditSession(hooks: Hooks(isComplete: { $0.hasSuffix(";") }))
    session.place(before)
    #expect(session.press(key) == outcome)
  }

  @Test func controlXControlEAsksForAnEditor() {
    var session = EditSession(hooks: Hooks())
    session.place("a|b")
    #expect(session.press(.control("x")) == nil)
    #expect(session.press(.control("e")) == .openEditor)
  }

  @Test func whatControlCClearedCanBeTakenBack() {
    var session = EditSession(hooks: Hooks())
    session.place("ab|")
    _ = session.press(.control("c"))
    #expect(session.marked == "|")
    _ = session.press(.control("_"))
    #expect(session.marked == "ab|")
  }

  // MARK: History

  @Test(
    arguments: [
      ("the newest", [.up], "three\nlines\nlong|"),
      ("on through an entry of many lines", [.up, .up], "two|"),
      ("and back to what was typed", [.up, .up, .down, .down], "draft|"),
      ("no further than the oldest", [.up, .up, .up, .up, .up], "one|"),
      ("changes stay", [.up, .up, .text("!"), .up, .down], "two!|"),
      ("moving within an entry after a move", [.up, .home, .up], "three\n|lines\nlong"),
      ("the keys of Emacs", [.control("p"), .control("p"), .control("n")], "three\nlines\nlong|"),
    ] as [(String, [Key], String)])
  func turningThroughTheHistory(_ name: String, _ keys: [Key], _ after: String) {
    var session = EditSession(hooks: Hooks(), history: ["one", "two", "three\nlines\nlong"])
    session.place("draft|")
    for key in keys { _ = session.press(key) }
    #expect(session.marked == after)
  }

  @Test(
    arguments: [
      ("finding", "sel", [], "|select 2"),
      ("older", "sel", [.control("r")], "|SELECT 1"),
      ("older and newer", "sel", [.control("r"), .control("s")], "|select 2"),
      ("capitals count when typed", "SEL", [], "|SELECT 1"),
      ("inside of an entry", "from", [], "delete\n|from x"),
      ("nothing found leaves the last match", "selx", [], "|select 2"),
      ("a letter taken back", "fromy", [.backspace], "delete\n|from x"),
      ("Cyrillic, small for capital", "имя", [], "|"),
      ("given up", "sel", [.control("g")], "|"),
    ] as [(String, String, [Key], String)])
  func searching(_ name: String, _ query: String, _ keys: [Key], _ after: String) {
    var session = EditSession(
      hooks: Hooks(), history: ["SELECT 1", "delete\nfrom x", "select 2"])
    _ = session.press(.control("r"))
    for letter in query { _ = session.press(.text(String(letter))) }
    for key in keys { _ = session.press(key) }
    if session.search != nil { _ = session.press(.escape) }
    #expect(session.marked == after)
  }

  @Test func enterInASearchHandsOverWhatWasFound() {
    var session = EditSession(hooks: Hooks(), history: ["one", "two"])
    _ = session.press(.control("r"))
    _ = session.press(.text("on"))
    #expect(session.press(.enter) == .submit)
    #expect(session.buffer.text == "one")
  }

  @Test func controlRTwiceSearchesForTheSameAgain() {
    var session = EditSession(hooks: Hooks(), history: ["one", "two"])
    _ = session.press(.control("r"))
    _ = session.press(.text("on"))
    _ = session.press(.control("g"))
    _ = session.press(.control("r"))
    _ = session.press(.control("r"))
    #expect(session.search?.matchedText == "one")
  }

  // MARK: Completion

  private static let words = ["status", "statement", "state", "дата", "дано"]

  private static func wordHooks() -> Hooks {
    Hooks(complete: { text, cursor in
      let before = text.utf8.prefix(cursor)
      let start = before.lastIndex(of: 0x20).map { text.utf8.distance(from: text.startIndex, to: $0) + 1 } ?? 0
      let typed = String(decoding: before.dropFirst(start), as: UTF8.self)
      let found = words.filter { $0.hasPrefix(typed.lowercased()) && !typed.isEmpty }
      return CompletionResult(replaceRange: start..<cursor, candidates: found.map { .init($0) })
    })
  }

  @Test(
    arguments: [
      ("a single one is put in", "statem|", [.tab], "statement|"),
      ("before more text", "a statu| b", [.tab], "a status| b"),
      ("what they have in common", "st|", [.tab], "stat|"),
      ("turning through", "st|", [.tab, .tab], "status|"),
      ("turning on", "st|", [.tab, .tab, .tab], "statement|"),
      ("turning around", "st|", [.tab, .tab, .tab, .tab, .tab], "status|"),
      ("turning back", "st|", [.tab, .backTab], "state|"),
      ("turning with the arrows", "st|", [.tab, .tab, .down, .up], "status|"),
      ("Esc takes back", "st|", [.tab, .tab, .escape], "stat|"),
      ("typing takes the possibility", "st|", [.tab, .tab, .text(" x")], "status x|"),
      ("Enter takes the possibility", "st|", [.tab, .tab, .enter], "status|"),
      ("Cyrillic", "да|", [.tab, .tab, .tab], "дано|"),
      ("small for capital", "ST|", [.tab], "stat|"),
      ("nothing to offer", "xyz|", [.tab], "xyz|"),
      ("indenting a further line", "xyz\n|", [.tab], "xyz\n  |"),
    ] as [(String, String, [Key], String)])
  func completing(_ name: String, _ before: String, _ keys: [Key], _ after: String) {
    var session = EditSession(hooks: Self.wordHooks())
    session.place(before)
    for key in keys { #expect(session.press(key) == nil) }
    #expect(session.marked == after)
  }

  @Test func answersCompleteAndDoNotTurnToTheHistory() {
    var session = EditSession(hooks: Self.wordHooks(), history: ["one"], purpose: .answer, text: "st")
    for key: Key in [.tab, .up, .control("r")] { #expect(session.press(key) == nil) }
    #expect(session.marked == "stat|")
    #expect(session.press(.enter) == .submit)
  }

  @Test func answersAreNotIndented() {
    var session = EditSession(hooks: Hooks(), purpose: .answer, text: "")
    #expect(session.press(.tab) == nil)
    #expect(session.marked == "|")
  }
}

extension EditSession {
  /// The text with `|` at the cursor.
  var marked: String {
    buffer.text(in: 0..<buffer.cursor) + "|" + buffer.text(in: buffer.cursor..<buffer.characters.count)
  }

  /// Begins with a text, the cursor where it has `|`.
  mutating func place(_ marked: String) {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    buffer = EditBuffer(parts.joined())
    buffer.move(to: parts.first?.count ?? 0)
  }
}
