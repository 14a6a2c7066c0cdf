import Foundation
import Testing

@testable import LineEditor

/// Sessions on a pseudo terminal, as a person has them.
@Suite(.serialized) struct TerminalTests {
  private static let semicolon: @Sendable () -> Hooks = { Hooks(isComplete: { $0.hasSuffix(";") }) }

  private static func attributes(_ descriptor: Int32) -> (input: tcflag_t, local: tcflag_t) {
    var settings = termios()
    tcgetattr(descriptor, &settings)
    return (settings.c_iflag, settings.c_lflag)
  }

  @Test func enterHandsTheTextOver() throws {
    let terminal = try TerminalPair()
    let before = Self.attributes(terminal.editorEnd)
    terminal.runLoop()
    terminal.type("select 1\r")
    #expect(terminal.results(count: 1) == [.text("select 1")])
    #expect(terminal.screen(showing: ["> select 1", ">"]) == ["> select 1", ">"])
    #expect(Self.attributes(terminal.editorEnd) != before)
    terminal.type("\u{4}")
    #expect(terminal.isFinished())
    #expect(Self.attributes(terminal.editorEnd) == before)
    #expect(terminal.screen { _ in true }.unknown.isEmpty)
  }

  @Test func anIncompleteTextGoesOnInTheNextLine() throws {
    let terminal = try TerminalPair()
    terminal.runLoop(hooks: Self.semicolon)
    terminal.type("select\r1;\r")
    #expect(terminal.results(count: 1) == [.text("select\n1;")])
    #expect(terminal.screen(showing: ["> select", ". 1;", ">"]) == ["> select", ". 1;", ">"])
  }

  @Test func controlCClearsTheTextAndTellsAtAnEmptyPrompt() throws {
    let terminal = try TerminalPair()
    terminal.runLoop()
    terminal.type("selct\u{3}")
    #expect(terminal.screen(showing: ["> selct^C", ">"]) == ["> selct^C", ">"])
    terminal.type("\u{3}")
    #expect(terminal.results(count: 1) == [.interrupted])
    terminal.type("ok\r")
    #expect(terminal.results(count: 2) == [.interrupted, .text("ok")])
  }

  @Test func keysTypedAheadBelongToTheNextText() throws {
    let terminal = try TerminalPair()
    terminal.runLoop()
    terminal.type("one\rtwo\rthr")
    #expect(terminal.results(count: 2) == [.text("one"), .text("two")])
    #expect(terminal.screen(showing: ["> one", "> two", "> thr"]) == ["> one", "> two", "> thr"])
  }

  @Test func aWindowMadeNarrowerShowsTheTextAnew() throws {
    let terminal = try TerminalPair(columns: 30, rows: 8)
    terminal.runLoop(hooks: Self.semicolon)
    terminal.type("select 123456789012\rfrom t")
    #expect(terminal.screen(showing: ["> select 123456789012", ". from t"]).count == 2)
    terminal.resize(columns: 12, rows: 8)
    let narrow = ["> select 123", "456789012", ". from t"]
    #expect(terminal.screen(showing: narrow) == narrow)
    terminal.resize(columns: 40, rows: 8)
    let wide = ["> select 123456789012", ". from t"]
    #expect(terminal.screen(showing: wide) == wide)
    terminal.type(" x;\r")
    #expect(terminal.results(count: 1) == [.text("select 123456789012\nfrom t x;")])
  }

  @Test func aPasteOf200LinesIsOneTextAndNeverCompletes() throws {
    let terminal = try TerminalPair()
    terminal.runLoop(hooks: {
      Hooks(
        isComplete: { $0.hasSuffix(";") },
        complete: { _, cursor in .init(replaceRange: cursor..<cursor, candidates: [.init("COMPLETED")]) })
    })
    let lines = (1...200).map { "\tselect '\($0) ж日';" }
    terminal.paste(lines.joined(separator: "\r"))
    let shown = terminal.screen { $0.lines.last == ".   select '200 ж日';" }
    #expect(shown.lines.count == 10)
    terminal.type("\r")
    #expect(terminal.results(count: 1) == [.text(lines.joined(separator: "\n"))])
    // What was handed over is on the screen as a whole.
    let whole = terminal.screen { $0.lines.last == ">" }
    #expect((whole.scrolledOut + whole.lines).suffix(201).first == ">   select '1 ж日';")
  }

  @Test func aLineOf10000CharactersIsTypedAndEdited() throws {
    let terminal = try TerminalPair(columns: 40, rows: 10)
    terminal.runLoop()
    let text = String((0..<10_000).map { "abcdefghij"[String.Index(utf16Offset: $0 % 10, in: "abcdefghij")] })
    terminal.type(text)
    terminal.type("\u{1}X\u{5}Y")
    _ = terminal.screen { $0.lines.last?.hasSuffix("Y") == true }
    terminal.type("\r")
    #expect(terminal.results(count: 1) == [.text("X" + text + "Y")])
  }

  @Test func cyrillicWideAndEmojiInput() throws {
    let terminal = try TerminalPair()
    terminal.runLoop()
    terminal.type("имя = '日本' 👩‍👩‍👧 e\u{301}")
    let line = "> имя = '日本' 👩‍👩‍👧 e\u{301}"
    #expect(terminal.screen(showing: [line]) == [line])
    // Over the accented letter, the space and the family, which goes at once.
    terminal.type("\u{1B}[D\u{1B}[D\u{7F}!\r")
    #expect(terminal.results(count: 1) == [.text("имя = '日本' ! e\u{301}")])
  }

  @Test func historyAcrossTwoSessions() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("editor-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("history").path

    let first = try TerminalPair()
    first.runLoop(historyPath: path, hooks: Self.semicolon)
    first.type("select\r1;\rselect 2;\r")
    let both = ["> select", ". 1;", "> select 2;", ">"]
    #expect(first.screen(showing: both) == both)
    first.type("\u{4}")
    #expect(first.isFinished())

    let second = try TerminalPair()
    second.runLoop(historyPath: path, hooks: Self.semicolon)
    second.type("\u{1B}[A\u{1B}[A")
    #expect(second.screen(showing: ["> select", ". 1;"]) == ["> select", ". 1;"])
    second.type("\r")
    #expect(second.results(count: 1) == [.text("select\n1;")])
    // Between two prompts the terminal itself would take Ctrl-R.
    let prompt = ["> select", ". 1;", ">"]
    #expect(second.screen(showing: prompt) == prompt)
    second.type("\u{12}ect 2")
    #expect(second.screen { $0.lines.last == "search: ect 2" }.lines.contains("> select 2;"))
    second.type("\r")
    #expect(second.results(count: 2).last == .text("select 2;"))
  }

  @Test func tabListsPossibilitiesBelow() throws {
    let terminal = try TerminalPair()
    terminal.runLoop(hooks: {
      Hooks(complete: { _, cursor in
        .init(replaceRange: 0..<cursor, candidates: [.init("files"), .init("file_types")])
      })
    })
    terminal.type("f\t")
    #expect(terminal.screen(showing: ["> file", "files       file_types"]).count == 2)
    terminal.type("\t\t")
    #expect(terminal.screen(showing: ["> file_types", "files       file_types"]).count == 2)
    terminal.type("\r")
    #expect(terminal.screen(showing: ["> file_types"]) == ["> file_types"])
    terminal.type("\r")
    #expect(terminal.results(count: 1) == [.text("file_types")])
  }

  @Test func controlXControlEGivesTheTextToAnEditor() throws {
    let terminal = try TerminalPair()
    terminal.runLoop()
    terminal.type("select 1\u{18}\u{5}")
    #expect(terminal.results(count: 1) == [.edit("select 1")])
  }

  @Test func controlLEmptiesTheScreen() throws {
    let terminal = try TerminalPair()
    terminal.runLoop()
    terminal.type("one\rtwo")
    #expect(terminal.screen(showing: ["> one", "> two"]).count == 2)
    terminal.type("\u{C}")
    #expect(terminal.screen(showing: ["> two"]) == ["> two"])
  }

  @Test func anAnswerBeginsWithWhatIsGivenAndIsNotKept() throws {
    let terminal = try TerminalPair()
    terminal.run { editor, report in
      report(try editor.readAnswer(prompt: "export: ", text: "march"))
      #expect(editor.history.entries.isEmpty)
    }
    #expect(terminal.screen(showing: ["export: march"]) == ["export: march"])
    terminal.type("\u{17}april\r")
    #expect(terminal.results(count: 1) == [.text("april")])
  }

  @Test func anInputThatIsNoTerminalIsRefused() throws {
    let null = open("/dev/null", O_RDWR)
    defer { close(null) }
    let editor = LineEditor(input: null, output: null)
    #expect(throws: LineEditorError.notATerminal(descriptor: null)) {
      try editor.readLine(prompt: "> ", continuationPrompt: ". ")
    }
    #expect(!LineEditor.canEdit(input: null, output: null))
  }

  @Test func aTerminalThatGoesAwayEndsTheInput() throws {
    let terminal = try TerminalPair()
    terminal.runLoop()
    terminal.hangUp()
    #expect(terminal.results(count: 1) == [.endOfInput])
  }

  /// A signal that ends the process leaves the terminal as it was found.
  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func aSignalThatEndsTheProcessPutsTheTerminalBack(_ signal: Int32) async throws {
    let terminal = try TerminalPair()
    let before = Self.attributes(terminal.editorEnd)
    let path = terminal.path
    await #expect(processExitsWith: .signal(signal)) { [signal = signal as Int32, path = path as String] in
      let descriptor = open(path, O_RDWR | O_NOCTTY)
      let editor = LineEditor(input: descriptor, output: descriptor)
      Thread.detachNewThread {
        // Without raw mode by then, the signal comes anyway and the test fails by the screen's end.
        for _ in 0..<60_000 where Self.attributes(descriptor).local & tcflag_t(ICANON) != 0 { usleep(1000) }
        kill(getpid(), signal)
      }
      _ = try editor.readLine(prompt: "> ", continuationPrompt: ". ")
    }
    #expect(Self.attributes(terminal.editorEnd) == before)
    let end = "\u{1B}[?2004l\u{1B}[?25h"
    #expect(terminal.output { $0.hasSuffix(end) }.hasSuffix(end))
  }
}
