import ArgumentParser
import Catalogs
import ControlText
import Output
import SQLite
import Shell

struct ReplCommand: ParsableCommand, TakesPaths {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Starts the shell, or runs a script from standard input.",
    discussion: """
      On a terminal, the shell reads SQL and dot commands; .help lists them. Otherwise they come from standard input: \
      data goes to stdout, and the first error ends the script with exit code 2. The word repl can be left out.

      pressmark
      pressmark catalog.db
      pressmark catalog.db < script.sql
      pressmark catalog.db .tables
      """)

  @Argument(
    help: ArgumentHelp("The catalog, as --catalog names it.", valueName: "catalog"), completion: .values(.catalog))
  var file: String?

  @Argument(help: ArgumentHelp("Statements and commands of the shell to run instead.", valueName: "sql"))
  var texts: [String] = []

  @Flag(name: .customLong("write"), help: "Lets statements change the catalog.")
  var isWritable = false

  @Flag(name: .customLong("keep-going"), help: "A script goes on after an error; the exit code is still 2.")
  var keepsGoing = false

  @Flag(
    name: .customLong("allow-shell"),
    help: "Lets a script start programs: .shell, .output |COMMAND and .once |COMMAND.")
  var allowsPrograms = false

  @Option(
    name: [.customLong("format"), .customShort("f")],
    help: ArgumentHelp("The format to start with; else table on a terminal, tsv otherwise.", valueName: "name"),
    completion: .values(.format))
  var formatName: String?

  @OptionGroup var catalogOptions: CatalogOptions
  @OptionGroup var queriesOptions: QueriesOptions

  /// The catalog that stands first; nil where the first argument is a statement or a command of the shell.
  private var namedFile: String? {
    file.flatMap { Invocation.isDotCommand($0) || Invocation.isStatement($0) ? nil : $0 }
  }

  /// What is run instead of standard input.
  private var statements: [String] { (namedFile == nil ? file.map { [$0] } ?? [] : []) + texts }

  func validate() throws {
    if let formatName, OutputFormat.named(formatName) == nil {
      throw ValidationError(OutputMessages.unknownFormat(formatName))
    }
    guard let namedFile else { return }
    if let catalog = catalogOptions.catalog {
      throw ValidationError(UsageMessages.text(of: UsageFault.twoCatalogs(namedFile, catalog)))
    }
    try CatalogOptions.check(namedFile)
  }

  func run() throws {
    try Failure.reported {
      if let namedFile { try check(namedFile) }
      let shell = statements.isEmpty ? interactiveShell() : shell(reader: TextLineReader(script))
      let code = shell.run()
      if code != 0 { throw ExitCode(code) }
    }
  }

  /// Checks that a catalog that was named as on other programs' command lines can be opened, before the shell starts.
  private func check(_ path: String) throws {
    do {
      try CatalogOptions.open(path, isWritable ? .readWrite : .readOnly)
    } catch {
      Failure.say(error)
      if let hint = UsageMessages.hint(after: error, path: path) { Narration.say(hint) }
      throw ExitCode(Failure.code(of: error))
    }
  }

  /// The shell of a person, or of a script from standard input.
  private func interactiveShell() -> Shell {
    let isInteractive = TerminalTraits.isTerminal(0) && TerminalTraits.isTerminal(1)
    if isInteractive, EditorLineReader.canEdit {
      let editor = EditorLineReader(
        historyPath: EditorLineReader.defaultHistoryPath, usesColor: TerminalTraits.wantsColor(1))
      let shell = shell(reader: editor, isInteractive: true)
      editor.complete(with: shell)
      return shell
    }
    if !isInteractive { StandardInput.sayWhereFrom() }
    return shell(
      reader: FileLineReader(fileDescriptor: 0, showsPrompt: isInteractive), isInteractive: isInteractive)
  }

  private func shell(reader: any LineReader, isInteractive: Bool = false) -> Shell {
    var configuration = Shell.Configuration(path: namedFile ?? catalogOptions.path)
    configuration.isWritable = isWritable
    configuration.keepsGoing = keepsGoing
    configuration.queriesFolder = queriesOptions.path
    configuration.ownQueriesFolder = OwnQueries.folder
    configuration.allowsPrograms = allowsPrograms
    configuration.formatName =
      formatName ?? (TerminalTraits.isTerminal(1) ? OutputFormat.table.name : nil)
    configuration.isInteractive = isInteractive
    configuration.formatOptions = { FormatOptions(for: 1) }
    configuration.windowRows = { TerminalTraits.size(1).rows }
    if isInteractive { configuration.pagers = .ofEnvironment }
    return Shell(
      configuration: configuration, reader: reader, output: ByteWriter(fileDescriptor: 1, syntax: .drawing),
      errors: ByteWriter(fileDescriptor: 2, syntax: .drawing))
  }

  /// The arguments that are run, as lines of a script: each statement ends.
  private var script: String {
    // A comment at the end would take in the semicolon.
    statements.map { Invocation.isDotCommand($0) ? $0 : $0 + ($0.contains("--") ? "\n;" : ";") }.joined(separator: "\n")
  }
}
