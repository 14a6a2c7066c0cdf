import Catalog
import ControlText

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
  var format: OutputFormat
  var parameters: [String: QueryValue] = [:]
  var lastValues: [String: QueryValue] = [:]
  var chosenExport: String?
  var last: ResultSpool?
  var lastStatement: String?
  var showsTimes = false
  var usesPager = true
  var redirect: Redirect?
  var splitter = SQLSplitter()
  var isDone = false
  var hasFailed = false
  var isInterrupted = false
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
  /// - Returns: the exit code: 0; of a script 2 where something failed, 130 where Ctrl-C ended it.
  public func run() -> Int32 {
    openAtStart()
    if isDone { return 2 }
    while !isDone {
      do {
        switch try reader.readLine(prompt: prompt, isContinuation: !splitter.isEmpty) {
        case .line(let line): take(line)
        case .edit(let text): attempt(line: 0) { try edit(text) }
        case .interrupted: splitter.clear()
        case .end:
          finishInput()
          isDone = true
        }
      } catch {
        say(error)
        isDone = true
        hasFailed = true
      }
    }
    closeRedirect()
    output.flush()
    errors.flush()
    if configuration.isInteractive { return 0 }
    return isInterrupted ? 130 : hasFailed ? 2 : 0
  }

  var prompt: String {
    if !splitter.isEmpty { return "   ...> " }
    return chosenExport.map { "pressmark \(visible: $0)> " } ?? "pressmark> "
  }

  /// Takes a line, or several that were read at once.
  func take(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) where !isDone {
      let number = splitter.line
      let isSQL = !splitter.isEmpty
      if !isSQL, let command = Self.command(in: line) {
        _ = splitter.feed("")
        attempt(line: number) { try perform(command) }
        continue
      }
      for piece in splitter.feed(String(line)) where !isDone {
        attempt(line: piece.line) { try runStatement(piece.text) }
      }
    }
  }

  /// Runs what stands at the end without a semicolon.
  func finishInput() {
    guard let piece = splitter.finish() else { return }
    if configuration.isInteractive {
      errors.text("\n")
      return
    }
    attempt(line: piece.line) { try runStatement(piece.text) }
  }

  /// Does something; an error is shown, and ends a script.
  func attempt(line: Int, _ body: () throws -> Void) {
    do {
      // Ctrl-C ends what runs, never the session.
      let handle = try catalog?.withConnection { $0.interruptHandle } ?? InterruptHandle(address: 0)
      try Interrupt.during(handle, body)
      output.flush()
      try output.check()
    } catch OutputFailure.closed {
      isDone = true
    } catch {
      output.flush()
      hasFailed = true
      isInterrupted = (error as? SQLFailure)?.reason == .interrupted || error as? OutputFailure == .interrupted
      say(error, line: configuration.isInteractive ? nil : line)
      if !configuration.isInteractive, !configuration.keepsGoing || isInterrupted {
        splitter.clear()
        isDone = true
      }
    }
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
    return try catalog.withConnection(body)
  }
}
