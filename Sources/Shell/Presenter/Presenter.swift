import Catalogs
import ControlText
import Interruption
import Output
import SQLite

/// Shows results: on the screen, through the pager, or into the file that `.output` and `.once` name. Keeps the last.
final class Presenter {
  /// Whether a person sees the screen.
  let isInteractive: Bool
  /// What suits the screen now.
  let formatOptions: () -> FormatOptions
  /// The lines of the window now.
  let windowRows: () -> Int
  /// The pagers; nil where there's no terminal.
  let pagers: PagerChoice?
  let output: ByteWriter
  let errors: ByteWriter
  /// The files of the databases that are open, which no result may go to.
  private let openFiles: () throws -> [String]

  /// The format of results, as a person wants it.
  var format: OutputFormat { plainFormat.with(wishes) }
  /// The format that `.mode` has set.
  var plainFormat: OutputFormat {
    didSet { redirect?.format = nil }
  }
  /// The format of the next result: that of the file that takes it, where its name tells one.
  var nextFormat: OutputFormat { (redirect?.format ?? plainFormat).with(wishes) }
  /// What `.headers`, `.nullvalue` and `.separator` have set.
  var wishes = FormatWishes()
  /// How many rows of a table a window shows; nil for as many as it has lines for.
  var rowLimit: Int?
  var showsTimes = false
  var usesPager = true
  private(set) var redirect: Redirect?
  private var last: ResultSpool?

  /// - Parameters:
  ///   - configuration: what is known of the screen, and the format to start with.
  ///   - output: where data goes.
  ///   - errors: where all else goes.
  ///   - openFiles: gives the files of the databases that are open.
  init(
    _ configuration: Shell.Configuration, output: ByteWriter, errors: ByteWriter,
    openFiles: @escaping () throws -> [String]
  ) {
    isInteractive = configuration.isInteractive
    formatOptions = configuration.formatOptions
    windowRows = configuration.windowRows
    pagers = configuration.pagers
    plainFormat = configuration.formatName.flatMap { OutputFormat.named($0) } ?? (isInteractive ? .table : .tsv)
    self.output = output
    self.errors = errors
    self.openFiles = openFiles
  }

  // MARK: Results

  /// Lends a writer for a result that a command makes.
  func showResult(_ body: (ByteWriter, FormatOptions) throws -> Void) throws {
    let destination = ResultDestination(of: self, showsAll: true)
    do {
      try body(destination.writer, destination.options)
    } catch OutputFailure.closed(_?) {
      // Who leaves the pager, or reads no more, has seen enough.
    } catch {
      try? finish(destination, isWhole: false)
      throw error
    }
    try finish(destination)
  }

  /// Shows a small result that a command made.
  func show(_ result: QueryResult) throws {
    try showResult { writer, options in nextFormat.write(result, options: options, to: writer) }
  }

  /// Shows text, through the pager where it is long.
  func show(_ text: String) throws {
    try showResult { writer, options in
      writer.text(options.escapesControls ? ControlText.visible(text, .lines) : text)
    }
  }

  /// Keeps a result, to be shown again.
  func keep(_ result: ResultSpool) { last = result }

  /// Says that the last result ended early, where it is shown again.
  private func noteEnd(of result: ResultSpool) {
    if !result.isWhole { note(ShellMessages.keptRows(result.rowCount)) }
    if result.endedEarly { note(ShellMessages.endedEarly(rows: result.rowCount)) }
  }

  /// Shows the last result again.
  ///
  /// - Parameter chart: what a chart shows; nil for what the saved query says.
  func showLast(as format: OutputFormat, chart: ChartRequest? = nil) throws {
    guard let last else { throw ShellError.noResult }
    guard last.isWhole || last.rowCount > 0 else { throw ShellError.resultNotKept }
    try showResult { writer, options in
      var options = options
      if options.hint != nil { options.hint = .last }
      options.setChart(chart, header: last.chart)
      var rows = ResultWriter(format.make(options), columns: last.columns, to: writer)
      try last.forEachRow { row in
        try rows.row(row)
        try writer.check()
        try Interruption.check()
      }
      try rows.end()
    }
    noteEnd(of: last)
  }

  /// Ends a result. A file that takes results keeps a whole one, and is put in its place where it takes only one.
  func finish(_ destination: ResultDestination, isWhole: Bool = true) throws {
    guard let redirect = destination.redirect else {
      destination.finish()
      // Who leaves the pager has seen enough.
      return destination.isPaged ? () : try destination.writer.check()
    }
    let knewReaderGone = redirect.goneReader != nil
    do {
      if isWhole { try redirect.keepResult() } else { try redirect.dropResult() }
    } catch {
      // A file that can't be written takes no more results.
      self.redirect = nil
      try? redirect.cutShort()
      throw error
    }
    if redirect.isForOne {
      // A command that has got something can't get another result instead.
      if isWhole || redirect.hasStartedCommand { try takeRedirect()?.finish(sparing: openFiles()) }
    } else {
      if isInteractive { redirect.settle() }
      if let reader = redirect.goneReader, !knewReaderGone { note(ShellMessages.readsNoMore(reader)) }
    }
  }

  // MARK: Files that take results

  /// Sends results to a file from now on.
  ///
  /// - Parameters:
  ///   - path: the file; nil for the screen.
  ///   - isForOne: whether the file takes the next result only.
  func sendResults(to path: String?, isForOne: Bool = false) throws {
    let files = try openFiles()
    let format = try path.flatMap { path throws(OutputNameError) in try OutputFormat.named(byPath: path) }
    try takeRedirect()?.finish(sparing: files)
    redirect = try path.map { path throws(OutputFailure) in
      try Redirect(path: path, isForOne: isForOne, sparing: files)
    }
    redirect?.format = format
  }

  /// Pipes results into a command from now on.
  ///
  /// - Parameters:
  ///   - command: words for the system's shell.
  ///   - isForOne: whether the command takes the next result only.
  func pipeResults(into command: String, isForOne: Bool = false) throws {
    try takeRedirect()?.finish(sparing: try openFiles())
    let pipe = CommandPipe(command, beforeStart: { [unowned self] in flush() }) { [unowned self] in
      if isInteractive { endPrompt() }
    }
    redirect = Redirect(command: pipe, isForOne: isForOne)
  }

  private func takeRedirect() -> Redirect? {
    defer { redirect = nil }
    return redirect
  }

  /// Ends the file that takes results.
  ///
  /// - Parameter keepingFile: whether it is put in its place.
  /// - Returns: whether that failed.
  func closeRedirect(keepingFile: Bool) -> Bool {
    guard let redirect = takeRedirect() else { return false }
    do {
      if keepingFile { try redirect.finish(sparing: try openFiles()) } else { try redirect.cutShort() }
      return false
    } catch {
      say(error)
      return true
    }
  }

  // MARK: Errors and notes

  /// Passes results on.
  ///
  /// - Throws: why they could not be written.
  func flushResults() throws(OutputFailure) {
    output.flush()
    try output.check()
  }

  /// Passes on all that was written.
  func flush() {
    output.flush()
    errors.flush()
  }

  /// Remembers that something failed, and passes on the results before it.
  func noteFailure() {
    output.flush()
    redirect?.hasFailed = true
  }

  /// Shows an error.
  ///
  /// - Parameters:
  ///   - line: the line of the script where the failed statement begins; nil where a person typed it.
  ///   - path: the file that the line is of; nil for the script itself.
  func say(_ error: any Error, line: Int? = nil, of path: String? = nil) {
    var (error, path) = (error, path)
    var line = line.map { FailureInFile.line(of: error, in: $0) }
    // The innermost file has the error; the others read it.
    var readers: [String] = []
    while let failure = error as? FailureInFile {
      if let line { readers.insert(ShellMessages.readIn(line: line, of: path), at: 0) }
      (error, line, path) = (failure.error, failure.line, failure.path)
    }
    var label = "error:"
    if let line { label = "error in line \(line)\(path.map { " of \(visible: $0)" } ?? ""):" }
    if formatOptions().usesColor { label = Style.red.around(label) }
    let text = ([ShellMessages.text(of: error)] + readers).joined(separator: "\n")
    errors.text("\(label) \(ControlText.visible(text, .lines))\n")
    errors.flush()
  }

  /// Says something on stderr.
  func note(_ text: String) {
    errors.text(ControlText.visible(text, .lines) + "\n")
    errors.flush()
  }

  /// Greets, in a text with its line end, whose data is visible already.
  func greet(_ text: String) {
    errors.text(text)
    errors.flush()
  }

  /// Shows a text as if a person had typed it.
  func echo(_ text: String, prompt: String) {
    let usesColor = formatOptions().usesColor
    let continuation = String(repeating: " ", count: max(0, prompt.count - 5)) + "...> "
    var start = prompt
    let shown = usesColor ? SyntaxColors.painted(text) : ControlText.visible(text, .lines)
    for line in shown.split(separator: "\n", omittingEmptySubsequences: false) {
      errors.text((usesColor ? Style.bold.around(start) : start) + line + "\n")
      start = continuation
    }
    errors.flush()
  }

  /// Leaves the line of the prompt.
  func endPrompt() { errors.text("\n") }
}
