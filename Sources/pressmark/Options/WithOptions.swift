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
      let source = request.path == "-" ? "standard input" : PathText.shown(request.path)
      let progress = ProgressLine(on: Narration.terminal)
      defer { progress.clear() }
      let report = try TableImport(path: request.path, name: request.name, options: options).run(
        on: connection, imported: &imported
      ) { state in
        try Interruption.check()
        progress.tick { TableImportMessages.progress(state, of: source, seconds: $0) }
      }
      progress.clear()
      for line in report.lines { Narration.say(line) }
    }
  }
}
