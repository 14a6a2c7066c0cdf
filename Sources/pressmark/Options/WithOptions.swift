import ArgumentParser
import FileNames
import Interruption
import Output
import SQLite
import TableImport
import TableInput

/// Files that are tables beside the catalog while a command runs.
struct WithOptions: ParsableArguments {
  enum Header: String, ExpressibleByArgument, CaseIterable {
    case yes, no
  }

  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "A CSV, TSV or JSON file as a table of this name, else of the file's own; - is standard input; may be repeated.",
      valueName: "name=file"), completion: .values(.namedFile))
  var files: [String] = []

  @Flag(name: .customLong("with-text"), help: "All columns of these tables are text.")
  var keepsText = false

  @Option(
    name: .customLong("with-header"),
    help: ArgumentHelp(
      "yes or no: whether the first line of these files has the names of the columns.", valueName: "word"))
  var header: Header?

  @Option(
    name: .customLong("with-separator"),
    help: ArgumentHelp("What is between the fields of these files: a character, or tab.", valueName: "character"))
  var separator: String?

  func validate() throws {
    if let separator, TableOptions.separator(separator) == nil {
      throw ValidationError("a separator is one character, or tab")
    }
    if files.isEmpty, keepsText || header != nil || separator != nil {
      throw ValidationError("--with-text, --with-header and --with-separator go with --with")
    }
    if requests.count(where: { $0.path == "-" }) > 1 { throw ValidationError("standard input can be read only once") }
    if requests.contains(where: \.path.isEmpty) { throw ValidationError("--with takes NAME=FILE, or FILE") }
  }

  var readsStandardInput: Bool { requests.contains { $0.path == "-" } }

  /// The tables' names, where they are given, and files.
  private var requests: [(name: String?, path: String)] {
    files.map { file in
      // A path before the sign is no name: ./x=1.csv is a file.
      guard let equals = file.firstIndex(of: "="), equals != file.startIndex, !file[..<equals].contains("/") else {
        return (nil, file)
      }
      return (String(file[..<equals]), String(file[file.index(after: equals)...]))
    }
  }

  /// Makes the tables, and says what they are.
  func importTables(on connection: Connection) throws {
    var options = TableOptions()
    options.keepsText = keepsText
    options.hasHeader = header.map { $0 == .yes }
    options.separator = separator.flatMap { TableOptions.separator($0) }
    for request in requests {
      var imported = ImportedTables()
      let progress = TableProgress(of: request.path)
      defer { progress.clear() }
      let report = try TableImport(path: request.path, name: request.name, options: options).run(
        on: connection, imported: &imported
      ) { state in
        try Interruption.check()
        progress.show(state)
      }
      progress.clear()
      for line in report.lines { Narration.say(line) }
    }
  }
}

/// Shows on a terminal how far a table is: after a second, five times a second.
private final class TableProgress {
  private let source: String
  private let start = ContinuousClock.now
  private var next = ContinuousClock.now + .seconds(1)
  private var isShown = false

  init(of path: String) { source = path == "-" ? "standard input" : PathText.shown(path) }

  func show(_ progress: TableFile.Progress) {
    let now = ContinuousClock.now
    guard now >= next, TerminalTraits.isTerminal(2) else { return }
    next = now + .milliseconds(200)
    isShown = true
    let seconds = Int((now - start) / .seconds(1))
    Narration.draw("\r\u{1B}[K\(TableImportMessages.progress(progress, of: source, seconds: seconds))")
  }

  func clear() {
    if isShown { Narration.draw("\r\u{1B}[K") }
    isShown = false
  }
}
