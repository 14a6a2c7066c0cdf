#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

// Why not libedit (version 3.1-20221030, from its headers, manual and symbols):
//
// - Colours while typing: only prompts can contain escape sequences (`EL_PROMPT_ESC`). The library draws the text
//   itself: `el_set` has no operation to style or draw the line, and the variable that readline programs set for it,
//   `rl_redisplay_function`, is exported but never read.
// - Bracketed paste: the library contains no `ESC [ ? 2004 h`, so pasted tabs complete and pasted line ends submit.
// - Several lines as one text: the newline key ends the line (`CC_NEWLINE`), and no operation of `el_set` asks whether
//   it should; there is no way back to a line of an unfinished statement.
// - It counts the columns of single `wchar_t`s, which splits the clusters of emoji and marks.

/// Reads texts of one or more lines from a terminal, with editing, colours, history and completion.
///
/// It does not know the language of the text: `Hooks` tell what is complete, how it is coloured and completed.
///
/// ```swift
/// let history = History(path: "/home/ada/.local/state/pressmark/history")
/// let editor = LineEditor(history: history, hooks: Hooks(isComplete: { $0.hasSuffix(";") }))
/// while case .text(let statement) = try editor.readLine(prompt: "sql> ", continuationPrompt: "...> ") {
///   print(statement)
/// }
/// ```
///
/// The terminal is in raw mode only while `readLine` runs, and is restored even if a signal ends the process.
package final class LineEditor {
  /// How a read ended.
  package enum Result: Equatable, Sendable {
    /// Enter was pressed and the text is complete.
    case text(String)
    /// Ctrl-C was pressed and there was no text.
    case interrupted
    /// Ctrl-D was pressed and there was no text, or the terminal is gone.
    case endOfInput
    /// Ctrl-X Ctrl-E was pressed: the text is to be edited in another program.
    case edit(String)
  }

  package let history: History
  package var hooks: Hooks

  private let input: Int32
  private let output: Int32
  private var decoder = KeyDecoder()
  /// Keys that were typed ahead and belong to the next text.
  private var waitingKeys: ArraySlice<Key> = []
  private var killRing = KillRing()
  private var lastQuery = ""

  /// How long an Esc waits for more of a sequence, in milliseconds.
  private static let escapeTimeout: Int32 = 100

  /// - Parameters:
  ///   - input: the descriptor that keys are read from.
  ///   - output: a descriptor of the same terminal, to write to.
  ///   - history: the texts entered before; submitted texts are added to it.
  ///   - hooks: what the editor asks about the text.
  package init(
    input: Int32 = 0, output: Int32 = 1, history: History = History(), hooks: Hooks = Hooks()
  ) {
    self.input = input
    self.output = output
    self.history = history
    self.hooks = hooks
  }

  /// Whether these descriptors are a terminal that understands escape sequences.
  package static func canEdit(input: Int32 = 0, output: Int32 = 1) -> Bool {
    guard isatty(input) == 1, isatty(output) == 1, let kind = getenv("TERM") else { return false }
    return !["", "dumb"].contains(String(cString: kind))
  }

  /// Reads a text of one or more lines, such as a statement.
  ///
  /// - Parameters:
  ///   - prompt: is shown before the first line.
  ///   - continuationPrompt: is shown before each further line.
  ///   - text: the text to start with.
  /// - Throws: `LineEditorError` if the input is not a terminal.
  package func readLine(
    prompt: StyledText, continuationPrompt: StyledText, text: String = ""
  ) throws(LineEditorError) -> Result {
    let session = EditSession(hooks: hooks, history: history.entries, text: text, killRing: killRing)
    let result = try run(session, prompt: prompt, continuationPrompt: continuationPrompt)
    if case .text(let text) = result { history.add(text) }
    return result
  }

  /// Reads a short answer: Enter always submits it, and it is not kept in the history.
  ///
  /// - Parameters:
  ///   - prompt: is shown before the answer.
  ///   - text: the text to start with.
  ///   - complete: gives the candidates for Tab.
  /// - Throws: `LineEditorError` if the input is not a terminal.
  package func readAnswer(
    prompt: StyledText, text: String = "",
    complete: @escaping (_ text: String, _ cursor: Int) -> CompletionResult = { _, _ in .none }
  ) throws(LineEditorError) -> Result {
    let session = EditSession(hooks: Hooks(complete: complete), purpose: .answer, text: text, killRing: killRing)
    return try run(session, prompt: prompt, continuationPrompt: "")
  }

  private func run(
    _ start: EditSession, prompt: StyledText, continuationPrompt: StyledText
  ) throws(LineEditorError) -> Result {
    let terminal = try Terminal(input: input, output: output)
    var session = start
    session.lastQuery = lastQuery
    defer {
      killRing = session.killRing
      lastQuery = session.lastQuery
    }
    var screen = Screen(prompt: prompt, continuationPrompt: continuationPrompt, window: terminal.window)
    try terminal.write(screen.begin())

    while true {
      while let key = waitingKeys.popFirst() {
        guard let outcome = session.press(key) else { continue }
        switch outcome {
        case .submit:
          try terminal.write(screen.finish(session))
          return .text(session.buffer.text)
        case .interrupt:
          try terminal.write(screen.finish(session))
          return .interrupted
        case .endOfInput:
          try terminal.write(screen.finish(session))
          return .endOfInput
        case .openEditor:
          try terminal.write(screen.finish(session))
          return .edit(session.buffer.text)
        case .abandon(let text):
          try terminal.write(screen.abandon(text, session))
        case .clearScreen:
          try terminal.write(screen.clear())
        case .suspend:
          try terminal.write(screen.finish(session))
          try terminal.stop()
          try terminal.write(screen.begin(in: terminal.window))
        }
      }
      try terminal.write(screen.show(session))

      switch try terminal.nextEvent(timeout: decoder.awaitsMore ? Self.escapeTimeout : nil) {
      case .bytes(let bytes):
        waitingKeys += KeyBurst.keys(decoder.feed(bytes))
      case .timeout:
        waitingKeys += decoder.flush()
      case .hangup:
        return .endOfInput
      case .windowChanged:
        try terminal.write(screen.resize(to: terminal.window))
      case .stopAsked:
        waitingKeys.append(.control("z"))
      case .resumed:
        try terminal.resume()
        try terminal.write(screen.begin(in: terminal.window))
      }
    }
  }
}
