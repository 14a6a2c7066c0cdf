import Catalogs
import ControlText
import Interruption
import Output
import SQLText
import SQLite

/// Reads lines and does what they say: statements of SQL, and dot commands (``DotCommand``).
final class Interpreter {
  let session: Session
  let presenter: Presenter
  let reader: any LineReader
  /// Whether a person types the lines.
  let isInteractive: Bool
  /// Whether a script goes on after an error.
  let keepsGoing: Bool

  private var lines = ShellLines()
  /// Whether no more lines are wanted.
  private(set) var isDone = false
  /// Whether anything failed.
  var hasFailed = false
  /// The signal that ended the session; nil where none did.
  private var endingSignal: Int32?
  /// Whether the session ended before all was read.
  private var isCutShort = false
  /// How many files are being read, each by a command of the one before.
  var readDepth = 0
  /// Whether `.eqp` shows how a statement is run, before its result.
  var showsPlans = false
  /// Where `.output` or `.once` sends results, as it was typed; nil for the screen.
  var resultFile: String?

  /// How many of them are files, and not what came back from an editor.
  var fileDepth = 0
  /// Whether scripts and files may start programs.
  private let allowsPrograms: Bool

  init(
    session: Session, presenter: Presenter, reader: any LineReader, isInteractive: Bool, keepsGoing: Bool,
    allowsPrograms: Bool
  ) {
    self.session = session
    self.presenter = presenter
    self.reader = reader
    self.isInteractive = isInteractive
    self.keepsGoing = keepsGoing
    self.allowsPrograms = allowsPrograms
  }

  /// Whether a command may start programs: a person has typed it, or the shell was started with `--allow-shell`.
  var mayStartPrograms: Bool { allowsPrograms || isInteractive && fileDepth == 0 }

  /// Runs until the input ends or `.quit` comes.
  ///
  /// - Returns: the exit code: 0; of a script 2 where something failed; 128 and the number of a signal that ended it.
  func run() -> Int32 {
    if isInteractive { Interruption.outliveCtrlC() }
    guard openAtStart() else { return 2 }
    while !isDone { readAndRun() }
    sayOpenTransaction()
    hasFailed = presenter.closeRedirect(keepingFile: !isCutShort) || hasFailed
    presenter.flush()
    if let endingSignal {
      let end = Interrupted(signal: endingSignal)
      presenter.say(end)
      return end.exitCode
    }
    return hasFailed && !isInteractive ? 2 : 0
  }

  private func readAndRun() {
    do {
      let input = try reader.readLine(prompt: prompt, isContinuation: lines.isWaiting)
      if heeds(Interruption.signal) { return }
      switch input {
      case .line(let text): run(text)
      case .edit(let text): attempt(line: 0) { try edit(text) }
      case .interrupted: lines.clear()
      case .end:
        finishInput()
        quit()
      }
    } catch {
      presenter.say(error)
      cutShort()
      hasFailed = true
    }
  }

  /// Says that what an open transaction changed is not kept, where the catalog is closed.
  func sayOpenTransaction() {
    guard session.isWritable, (try? session.withConnection({ $0.isInTransaction })) == true else { return }
    presenter.say(ShellError.transactionUndone)
    hasFailed = true
  }

  /// Takes no more lines.
  func quit() { isDone = true }

  /// Does what a signal asks for: Ctrl-C drops what a person types or runs, every other signal ends the session.
  ///
  /// - Returns: whether there was a signal.
  private func heeds(_ signal: Int32?) -> Bool {
    guard let signal else { return false }
    lines.clear()
    if signal == Interruption.ctrlC, isInteractive {
      Interruption.forget()
    } else {
      endingSignal = signal
      cutShort()
    }
    return true
  }

  /// Ends the session before all is read: a file that `.output` began is not put in its place.
  private func cutShort() {
    lines.clear()
    isCutShort = true
    isDone = true
  }

  var prompt: String {
    if lines.isWaiting { return "   ...> " }
    return session.chosenExport.map { "pressmark \(visible: $0)> " } ?? "pressmark> "
  }

  /// Runs a line, or several that were read at once.
  private func run(_ text: String) {
    for line in ShellLines.lines(of: text) where !isDone {
      for item in lines.feed(line) where !isDone { attempt(item) }
    }
  }

  /// Runs a last statement without a semicolon.
  private func finishInput() {
    guard let item = lines.finish() else { return }
    if isInteractive {
      presenter.endPrompt()
    } else {
      attempt(item)
    }
  }

  private func attempt(_ item: ShellLines.Item) { attempt(line: item.line) { try perform(item) } }

  /// Does something; an error is shown, and ends a script.
  private func attempt(line: Int, _ body: () throws -> Void) {
    do {
      try body()
      try presenter.flushResults()
    } catch OutputFailure.closed(reader: nil) {
      cutShort()
    } catch {
      noteFailure()
      let signal = Interruption.signal
      // A script says so once, at its end.
      if signal == nil || isInteractive && signal == Interruption.ctrlC {
        presenter.say(error, line: isInteractive ? nil : line)
      }
      if !isInteractive, !keepsGoing { cutShort() }
    }
    _ = heeds(Interruption.signal)
  }

  /// Remembers that something failed.
  func noteFailure() {
    hasFailed = true
    presenter.noteFailure()
  }

  /// Does what a command or a statement says.
  func perform(_ item: ShellLines.Item) throws {
    switch item {
    case .command(let line, _): try DotCommand.perform(line, with: self)
    case .statement(let piece): try runStatement(piece.text)
    case .commandInLine(let text, _): throw ShellError.commandInLine(text)
    }
  }

  // MARK: SQL

  /// Runs statements of SQL with the session's parameters.
  private func runStatement(_ sql: String) throws {
    if let habit = SQLHabit(sql), try perform(habit) { return }
    try runSQL(sql) { try session.values(on: $0) }
  }

  /// Runs the statements of a text, and shows their results.
  ///
  /// - Parameters:
  ///   - chart: how the saved query says that its result is drawn.
  ///   - values: gives the parameters' values.
  func runSQL(
    _ sql: String, chart: Result<ChartRequest, ChartFault>? = nil,
    values: (Connection) throws -> [String: QueryValue]
  ) throws {
    session.lastStatement = sql
    try session.withConnection { connection in
      let values = try values(connection)
      try connection.forEachStatement(in: sql) { statement in
        try Interruption.check()
        try session.bind(values, to: statement, on: connection)
        defer { session.settleCurrentViews(on: connection) }
        if showsPlans { try showPlan(before: statement.sql, values, on: connection) }
        if showsAsTree(statement.sql) {
          try showTree(of: statement)
        } else {
          try showResult(of: statement, on: connection, chart: chart)
        }
      }
    }
  }
}
