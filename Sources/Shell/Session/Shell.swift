import Catalogs
import ControlText
import Interruption
import SQLText
import SQLite

/// The shell: reads lines, runs statements and dot commands, shows results.
///
/// It knows no terminal: lines come from a ``LineReader``, output goes to writers.
public final class Shell {
  /// How a shell is set up.
  public struct Configuration {
    /// The catalog's file.
    public var path: String
    /// Whether statements may write.
    public var isWritable = false
    /// The user's folder of saved queries.
    public var queriesFolder: String?
    /// Whether somebody sits there: greeting, prompts, footers, and an error ends nothing.
    public var isInteractive = false
    /// Whether a script goes on after an error.
    public var keepsGoing = false
    /// What suits the output; asked before each result, for a window changes its size.
    public var formatOptions: () -> FormatOptions = { FormatOptions() }
    /// The lines of the window; asked before each result.
    public var windowRows: () -> Int = { 24 }
    /// Runs a pager or an editor; nil where there's no terminal.
    public var pagerCommand: String?
    /// The format that the session starts with.
    public var formatName: String?

    public init(path: String) { self.path = path }
  }

  var configuration: Configuration
  let reader: any LineReader
  let output: ByteWriter
  let errors: ByteWriter
  var catalog: Catalog?
  /// The last comparison, whose tables can be queried.
  var comparison: Comparison?
  /// The catalog's connection while it is lent, for it is lent once at a time.
  private var connection: Connection?
  var format: OutputFormat
  var parameters: [String: QueryValue] = [:]
  var lastValues: [String: QueryValue] = [:]
  var chosenExport: String?
  var last: ResultSpool?
  var lastStatement: String?
  var showsTimes = false
  var usesPager = true
  var redirect: Redirect?
  var lines = ShellLines()
  var isDone = false
  var hasFailed = false
  /// The signal that ended the session; nil where none did.
  var endingSignal: Int32?
  /// Whether the session ended before all was read.
  var isCutShort = false
  var cachedValues: [String: [String]] = [:]
  var readDepth = 0

  /// - Parameters:
  ///   - configuration: how it is set up.
  ///   - reader: where lines come from.
  ///   - output: where data goes.
  ///   - errors: where all else goes.
  public init(configuration: Configuration, reader: any LineReader, output: ByteWriter, errors: ByteWriter) {
    self.configuration = configuration
    self.reader = reader
    self.output = output
    self.errors = errors
    let name = configuration.formatName ?? (configuration.isInteractive ? "table" : "tsv")
    format = OutputFormat.named(name) ?? OutputFormat.all[0]
  }

  /// Runs until the input ends or somebody leaves.
  ///
  /// - Returns: the exit code: 0; of a script 2 where something failed; 128 and the number of a signal that ended it.
  public func run() -> Int32 {
    if configuration.isInteractive { Interruption.outliveCtrlC() }
    openAtStart()
    if isDone { return 2 }
    while !isDone {
      do {
        let input = try reader.readLine(prompt: prompt, isContinuation: lines.isWaiting)
        if minds(Interruption.signal) { continue }
        switch input {
        case .line(let line): take(line)
        case .edit(let text): attempt(line: 0) { try edit(text) }
        case .interrupted: lines.clear()
        case .end:
          finishInput()
          isDone = true
        }
      } catch {
        say(error)
        cutShort()
        hasFailed = true
      }
    }
    closeRedirect()
    output.flush()
    errors.flush()
    if let endingSignal {
      say(Interrupted(signal: endingSignal))
      return Interrupted(signal: endingSignal).exitCode
    }
    return hasFailed && !configuration.isInteractive ? 2 : 0
  }

  /// Does what a signal asks for: Ctrl-C drops what somebody types or runs, everything else ends the session.
  ///
  /// - Returns: whether there was a signal.
  private func minds(_ signal: Int32?) -> Bool {
    guard let signal else { return false }
    lines.clear()
    if signal == Interruption.ctrlC, configuration.isInteractive {
      Interruption.forget()
    } else {
      endingSignal = signal
      cutShort()
    }
    return true
  }

  /// Ends the session before all is read: a file that `.output` began stays unwritten.
  private func cutShort() {
    lines.clear()
    isCutShort = true
    isDone = true
  }

  var prompt: String {
    if lines.isWaiting { return "   ...> " }
    return chosenExport.map { "pressmark \(visible: $0)> " } ?? "pressmark> "
  }

  /// Takes a line, or several that were read at once.
  func take(_ text: String) {
    for line in ShellLines.lines(of: text) where !isDone {
      for item in lines.feed(line) where !isDone { attempt(item) }
    }
  }

  /// Runs what stands at the end without a semicolon.
  func finishInput() {
    guard let item = lines.finish() else { return }
    if configuration.isInteractive {
      errors.text("\n")
      return
    }
    attempt(item)
  }

  private func attempt(_ item: ShellLines.Item) {
    switch item {
    case .command(let command, let line): attempt(line: line) { try perform(command) }
    case .statement(let piece): attempt(line: piece.line) { try runStatement(piece.text) }
    }
  }

  /// Does something; an error is shown, and ends a script.
  func attempt(line: Int, _ body: () throws -> Void) {
    do {
      try body()
      output.flush()
      try output.check()
    } catch OutputFailure.closed {
      cutShort()
    } catch {
      output.flush()
      hasFailed = true
      redirect?.hasFailed = true
      let signal = Interruption.signal
      // A script says so once, at its end.
      if signal == nil || configuration.isInteractive && signal == Interruption.ctrlC {
        say(error, line: configuration.isInteractive ? nil : line)
      }
      if !configuration.isInteractive, !configuration.keepsGoing { cutShort() }
    }
    _ = minds(Interruption.signal)
  }

  func say(_ error: any Error, line: Int? = nil) {
    var label = "error:"
    if let line {
      let failure = error as? SQLFailure
      let before = failure?.offset.map { failure?.sql.utf8.prefix($0).count { $0 == 0x0A } ?? 0 } ?? 0
      label = "error in line \(line + before):"
    }
    if configuration.formatOptions().usesColor { label = Style.red.around(label) }
    let text =
      (error as? SQLFailure).map { Messages.text(of: $0, parameterHint: ".param") } ?? Messages.text(of: error)
    errors.text("\(label) \(ControlText.visible(text, .lines))\n")
    errors.flush()
  }

  func note(_ text: String) {
    errors.text(ControlText.visible(text, .lines) + "\n")
    errors.flush()
  }

  /// A line that is a command: it begins with a dot or a backslash, or is a habit from elsewhere.
  static func command(in line: Substring) -> String? {
    let line = SQLText.trimmed(line)
    if line.hasPrefix(".") || line.hasPrefix("\\") { return line }
    switch line.lowercased() {
    case "exit", "quit", "exit;", "quit;": return ".quit"
    case "help", "help;": return ".help"
    default: return nil
    }
  }

  /// The connection's owner, or why there's none.
  func withConnection<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    guard let catalog else { throw ShellError.noCatalog(path: configuration.path) }
    return try catalog.withConnection { connection in
      self.connection = connection
      defer { self.connection = nil }
      return try body(connection)
    }
  }

  /// The files of the databases that are open, to which no output may go.
  func openFiles() throws -> [String] {
    try connection.map { try $0.databasePaths() } ?? catalog?.databasePaths() ?? []
  }
}
