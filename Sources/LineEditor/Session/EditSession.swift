/// The editing of one text: what each key does. It does not know the terminal, so it can be tested alone.
struct EditSession {
  /// What a key asks the caller to do.
  enum Outcome: Equatable {
    case submit, interrupt, endOfInput, openEditor
    /// The text was abandoned; it stays on the screen, and the prompt starts again below.
    case abandon(String)
    case clearScreen, suspend
  }

  /// What kind of text is edited.
  enum Purpose {
    /// A statement: Enter asks whether it is complete, Tab completes, Up goes back in the history.
    case statement
    /// A short answer: Enter always submits it, Tab completes.
    case answer
  }

  let hooks: Hooks
  let purpose: Purpose
  var buffer: EditBuffer
  var killRing: KillRing
  var browser: HistoryBrowser
  let history: [String]
  var search: HistorySearch?
  /// The query of the last search.
  var lastQuery = ""
  var menu: CompletionMenu?

  /// The last key was Ctrl-X.
  private var isPrefixed = false
  /// The next key is inserted as text, whichever it is.
  private var isQuoted = false
  /// The last keys moved through the history, so Up and Down continue to, even within an entry of many lines.
  var isBrowsing = false
  /// The column that Up and Down aim for.
  var goalColumn: Int?
  /// The range of the text that the last key pasted.
  var yanked: Range<Int>?

  init(
    hooks: Hooks, history: [String] = [], purpose: Purpose = .statement, text: String = "", killRing: KillRing = .init()
  ) {
    self.hooks = hooks
    self.purpose = purpose
    self.history = history
    self.killRing = killRing
    buffer = EditBuffer(text)
    browser = HistoryBrowser(entries: purpose == .statement ? history : [])
  }

  /// Handles a key.
  mutating func press(_ key: Key) -> Outcome? {
    if isQuoted {
      isQuoted = false
      insertQuoted(key)
      return nil
    }
    if isPrefixed {
      isPrefixed = false
      return pressAfterControlX(key)
    }
    if search != nil, !pressInSearch(key) { return nil }
    if menu != nil, !pressInMenu(key) { return nil }

    let wasBrowsing = isBrowsing
    let goal = goalColumn
    let lastYank = yanked
    isBrowsing = false
    goalColumn = nil
    yanked = nil
    defer { if !Self.cuts(key) { killRing.close() } }

    if let outcome = pressCommand(key) { return outcome }
    if move(key, goal: goal, wasBrowsing: wasBrowsing) || change(key, lastYank: lastYank) { return nil }
    return nil
  }

  private mutating func pressCommand(_ key: Key) -> Outcome? {
    switch key {
    case .enter:
      if purpose == .answer || hooks.isComplete(buffer.text) { return .submit }
      buffer.insert("\n")
    case .control("c"):
      if buffer.isEmpty { return .interrupt }
      let text = buffer.text
      buffer.replaceAll(with: "")
      browser = HistoryBrowser(entries: purpose == .statement ? history : [])
      return .abandon(text)
    case .control("d"):
      if buffer.isEmpty { return .endOfInput }
      _ = change(.delete, lastYank: nil)
    case .control("l"):
      return .clearScreen
    case .control("z"):
      return .suspend
    case .control("x"):
      isPrefixed = true
    case .control("v"), .control("q"):
      isQuoted = true
    case .control("r"), .control("s"):
      if purpose == .statement { search = HistorySearch(entries: history) }
    case .tab:
      complete()
    default:
      break
    }
    return nil
  }

  private mutating func pressAfterControlX(_ key: Key) -> Outcome? {
    switch key {
    case .control("e"):
      return purpose == .statement ? .openEditor : nil
    case .control("u"):
      buffer.undo()
    default:
      break
    }
    return nil
  }

  private mutating func insertQuoted(_ key: Key) {
    switch key {
    case .text(let text), .paste(let text): buffer.insert(text)
    case .tab: buffer.insert("\t")
    case .enter: buffer.insert("\n")
    default: break
    }
  }

  private static func cuts(_ key: Key) -> Bool {
    switch key {
    case .control("k"), .control("u"), .control("w"), .meta("d"), .metaBackspace, .wordDelete: true
    default: false
    }
  }
}
