import DisplayWidth
import Testing

@testable import LineEditor

/// What a person sees, on a terminal that applies what the editor writes.
@Suite struct ScreenTests {
  /// A session and the terminal it is shown on.
  struct Stage {
    var session: EditSession
    var screen: Screen
    var terminal: DisplayTerminal
    /// What the last key wrote.
    var lastOutput = ""

    init(columns: Int, rows: Int = 6, hooks: Hooks = Hooks(isComplete: { _ in false }), history: [String] = []) {
      session = EditSession(hooks: hooks, history: history)
      screen = Screen(prompt: "> ", continuationPrompt: ". ", window: WindowSize(columns: columns, rows: rows))
      terminal = DisplayTerminal(columns: columns, rows: rows)
      terminal.write(screen.begin())
      show()
    }

    mutating func show() {
      lastOutput = screen.show(session)
      terminal.write(lastOutput)
    }

    mutating func press(_ keys: Key...) {
      for key in keys {
        _ = session.press(key)
        show()
      }
    }

    /// The screen with `|` at the cursor.
    var picture: [String] {
      var lines = terminal.lines
      while lines.count <= terminal.row { lines.append("") }
      var cells = terminal.grid[terminal.row]
      cells.insert("|", at: terminal.column)
      var line = String(cells.filter { $0 != "\u{0}" })
      while line.last == " " { line.removeLast() }
      lines[terminal.row] = line
      return lines
    }
  }

  @Test(
    arguments: [
      ("nothing", [], ["> |"]),
      ("typing", [.text("abc")], ["> abc|"]),
      ("the middle", [.text("abc"), .left, .text("x")], ["> abx|c"]),
      ("a full row", [.text("12345678")], ["> 12345678", "|"]),
      ("a wrapped row", [.text("1234567890")], ["> 12345678", "90|"]),
      ("back over the wrap", [.text("1234567890"), .left, .left, .left], ["> 1234567|8", "90"]),
      ("deleted back over the wrap", [.text("123456789"), .backspace, .backspace], ["> 1234567|"]),
      ("a wide character wraps whole", [.text("1234567日")], ["> 1234567", "日|"]),
      ("wide characters", [.text("日本"), .left], ["> 日|本"]),
      ("combining marks", [.text("cafe\u{301}s"), .left], ["> cafe\u{301}|s"]),
      ("an emoji family", [.text("a👩‍👩‍👧b"), .left], ["> a👩‍👩‍👧|b"]),
      ("flags", [.text("🇺🇦🇯🇵"), .left], ["> 🇺🇦|🇯🇵"]),
      ("lines", [.text("ab"), .metaEnter, .text("c")], ["> ab", ". c|"]),
      ("a full row and a line break", [.text("12345678"), .metaEnter], ["> 12345678", ". |"]),
      ("the end of a full line", [.text("12345678"), .metaEnter, .left], ["> 12345678", "|", "."]),
      ("a tab", [.control("v"), .tab, .text("x")], [">   x|"]),
      ("a control character", [.paste("a\u{1B}b")], ["> a^[b|"]),
      ("lines joined", [.text("ab"), .metaEnter, .text("c"), .home, .backspace], ["> ab|c"]),
      (
        "more rows than the window", [.paste((1...9).map(String.init).joined(separator: "\n"))],
        [". 4", ". 5", ". 6", ". 7", ". 8", ". 9|"]
      ),
      (
        "the top of more rows", [.paste((1...9).map(String.init).joined(separator: "\n")), .textStart],
        ["> |1", ". 2", ". 3", ". 4", ". 5", ". 6"]
      ),
      ("searching", [.control("r"), .text("s"), .text("t")], ["> |status", "search: st"]),
      ("searching in vain", [.control("r"), .text("x")], ["> |", "not found:"]),
    ] as [(String, [Key], [String])])
  func picture(_ name: String, _ keys: [Key], _ expected: [String]) {
    var stage = Stage(columns: 10, history: ["status"])
    for key in keys { stage.press(key) }
    #expect(stage.picture == expected)
    #expect(stage.terminal.unknown.isEmpty)

    // Painted at once it looks the same as painted key by key.
    var atOnce = Stage(columns: 10, history: ["status"])
    for key in keys { _ = atOnce.session.press(key) }
    atOnce.show()
    #expect(atOnce.picture == expected)
  }

  @Test func typingWritesOnlyWhatIsTyped() {
    var stage = Stage(columns: 40)
    stage.press(.text("select"))
    stage.press(.text(" "))
    #expect(stage.lastOutput == " ")
    stage.press(.left)
    #expect(stage.lastOutput == "\u{1B}[9G")
  }

  @Test func coloursFollowTheHighlighter() {
    let keyword = TextStyle(foreground: .blue, attributes: .bold)
    var stage = Stage(
      columns: 40,
      hooks: Hooks(highlight: { text in text.hasPrefix("select") ? [StyledSpan(0..<6, keyword)] : [] }))
    stage.press(.text("selec"))
    #expect(stage.terminal.styled == "")
    stage.press(.text("t"))
    #expect(stage.terminal.styled == "select")
    #expect(stage.lastOutput.contains("\u{1B}[0;1;34m"))
    stage.press(.text("x"))
    #expect(stage.terminal.styled == "select")
  }

  @Test func spansOutsideOfTheTextAreIgnored() {
    var stage = Stage(columns: 20, hooks: Hooks(highlight: { _ in [StyledSpan(1..<99, TextStyle(foreground: .red))] }))
    stage.press(.text("abc"))
    #expect(stage.terminal.styled == "bc")
  }

  @Test func theListOfPossibilitiesFitsTheWindow() {
    let names = (10..<60).map { "column_\($0)" }
    var stage = Stage(
      columns: 30, rows: 10,
      hooks: Hooks(complete: { _, cursor in .init(replaceRange: 0..<cursor, candidates: names.map { .init($0) }) }))
    stage.press(.text("c"), .tab)
    #expect(
      stage.picture == [
        "> column_|", "column_10  column_15", "column_11  column_16", "column_12  column_17", "column_13  column_18",
        "column_14  column_19", "… 40 more",
      ])
    for _ in 0..<11 { stage.press(.tab) }
    #expect(stage.picture[0...1] == ["> column_20|", "column_20  column_25"])
    stage.press(.text("x"))
    #expect(stage.picture == ["> column_20x|"])
  }

  @Test func notesStandBesideThePossibilities() {
    let candidates: [CompletionResult.Candidate] = [
      .init("files", note: "table"), .init("labels", note: "table"), .init("日", note: "wide"),
    ]
    var stage = Stage(
      columns: 24, hooks: Hooks(complete: { _, _ in .init(replaceRange: 0..<0, candidates: candidates) }))
    stage.press(.tab)
    #expect(stage.picture == ["> |", "files   table", "labels  table", "日      wide"])
  }

  @Test func aTextHandedOverStaysWhole() {
    var stage = Stage(columns: 10, rows: 4)
    stage.press(.paste((1...7).map(String.init).joined(separator: "\n")), .textStart)
    stage.terminal.write(stage.screen.finish(stage.session))
    #expect(stage.terminal.scrolledOut + stage.terminal.lines == ["> 1", ". 2", ". 3", ". 4", ". 5", ". 6", ". 7"])
    #expect(stage.terminal.column == 0)
  }

  @Test func aWrappedTextHandedOverIsWrappedByTheTerminal() {
    var stage = Stage(columns: 10)
    stage.press(.text("123456789012345"), .home)
    let output = stage.screen.finish(stage.session)
    stage.terminal.write(output)
    #expect(stage.terminal.lines == ["> 12345678", "9012345"])
    #expect(stage.terminal.row == 2)
    #expect(output.contains("> 123456789012345\r\n"))
  }

  @Test(arguments: [(20, 12), (20, 7), (12, 30), (9, 20)])
  func resizing(_ before: Int, _ after: Int) {
    var stage = Stage(columns: before)
    stage.press(.text("select 12345678901"), .metaEnter, .text("x"), .up, .end)
    stage.terminal.resize(columns: after, rows: 6)
    stage.terminal.write(stage.screen.resize(to: WindowSize(columns: after, rows: 6)))
    stage.show()

    var fresh = Stage(columns: after)
    fresh.press(.text("select 12345678901"), .metaEnter, .text("x"), .up, .end)
    #expect(stage.picture == fresh.picture)
  }

  @Test func aPromptBeginsInARowOfItsOwn() {
    var screen = Screen(prompt: "> ", continuationPrompt: "", window: WindowSize(columns: 10, rows: 4))
    var terminal = DisplayTerminal(columns: 10, rows: 4)
    terminal.write("half")
    terminal.write(screen.begin())
    terminal.write(screen.show(EditSession(hooks: Hooks())))
    #expect(terminal.lines == ["half", ">"])
  }

  @Test func aWindowTooNarrowForThePromptCutsIt() {
    var screen = Screen(
      prompt: "a very long prompt> ", continuationPrompt: "", window: WindowSize(columns: 10, rows: 4))
    var terminal = DisplayTerminal(columns: 10, rows: 4)
    terminal.write(screen.begin())
    terminal.write(screen.show(EditSession(hooks: Hooks(), text: "text")))
    #expect(terminal.lines == ["a text"])
  }

  /// Random keys, painted step by step, always show what painting anew would show.
  @Test(arguments: 1...20)
  func whatIsShownIsWhatIsThere(_ seed: UInt64) {
    var generator = SeededGenerator(state: seed)
    let keys: [Key] = [
      .text("a"), .text("日"), .text("😀"), .text("word "), .metaEnter, .left, .right, .up, .down, .home, .end,
      .backspace,
      .delete, .control("k"), .control("y"), .control("w"), .control("_"), .paste("x\ny"), .text("\u{301}"), .tab,
      .control("r"), .escape, .textStart, .text("❤\u{FE0F}"),
    ]
    let hooks = Hooks(
      highlight: { [StyledSpan(0..<$0.utf8.count / 2, TextStyle(foreground: .red))] }, isComplete: { _ in false },
      complete: { _, cursor in .init(replaceRange: cursor..<cursor, candidates: ["x1", "x2", "x3"].map { .init($0) }) })
    var stage = Stage(columns: 11, rows: 5, hooks: hooks, history: ["old one", "日本\nold two"])
    for _ in 0..<200 {
      guard let key = keys.randomElement(using: &generator) else { return }
      stage.press(key)
      var fresh = stage
      fresh.terminal.write(fresh.screen.clear())
      fresh.show()
      #expect(stage.terminal.lines.suffix(5) == fresh.terminal.lines.suffix(5), "after \(key)")
      #expect(stage.terminal.column == fresh.terminal.column, "after \(key)")
      guard stage.terminal.lines == fresh.terminal.lines else { return }
    }
  }
}

/// A small generator, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
