import ArgumentParser
import Catalogs
import ControlText
import Output
import Shell

struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Starts the shell, or runs a script from standard input.",
    discussion: """
      On a terminal, the shell reads SQL and dot commands; .help lists them. Otherwise they come from standard input: \
      data goes to stdout, and the first error ends the script with exit code 2. On a terminal the word repl can be left out.

      pressmark repl
      pressmark -c catalog.db
      pressmark repl < script.sql
      """)

  @Flag(name: .customLong("write"), help: "Lets statements change the catalog.")
  var isWritable = false

  @Flag(name: .customLong("keep-going"), help: "A script goes on after an error; the exit code is still 2.")
  var keepsGoing = false

  @Option(
    name: [.customLong("format"), .customShort("f")],
    help: ArgumentHelp("The format to start with; else table on a terminal, tsv otherwise.", valueName: "name"),
    completion: .values(.format))
  var formatName: String?

  @OptionGroup var catalogOptions: CatalogOptions
  @OptionGroup var queriesOptions: QueriesOptions

  func validate() throws {
    guard let formatName, OutputFormat.named(formatName) == nil else { return }
    throw ValidationError(OutputMessages.unknownFormat(formatName))
  }

  func run() throws {
    try Failure.reported {
      var configuration = Shell.Configuration(path: catalogOptions.path)
      configuration.isWritable = isWritable
      configuration.keepsGoing = keepsGoing
      configuration.queriesFolder = queriesOptions.path
      configuration.formatName = formatName
      configuration.isInteractive = TerminalTraits.isTerminal(0) && TerminalTraits.isTerminal(1)
      configuration.formatOptions = { FormatOptions(for: 1) }
      configuration.windowRows = { TerminalTraits.size(1).rows }
      if configuration.isInteractive { configuration.pagerCommand = TerminalTraits.variable("PAGER") ?? "less -SRX" }
      var reader: any LineReader = FileLineReader(fileDescriptor: 0, showsPrompt: configuration.isInteractive)
      var editor: EditorLineReader?
      if configuration.isInteractive, EditorLineReader.canEdit {
        let typed = EditorLineReader(
          historyPath: EditorLineReader.defaultHistoryPath, usesColor: TerminalTraits.wantsColor(1))
        (reader, editor) = (typed, typed)
      }
      let shell = Shell(
        configuration: configuration, reader: reader, output: ByteWriter(fileDescriptor: 1, syntax: .drawing),
        errors: ByteWriter(fileDescriptor: 2, syntax: .drawing))
      editor?.complete(with: shell)
      let code = shell.run()
      if code != 0 { throw ExitCode(code) }
    }
  }
}
