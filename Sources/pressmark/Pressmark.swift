import ArgumentParser
import Catalogs
import Interruption
import Output

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

@main
struct Pressmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pressmark",
    abstract: "The catalog of dataset exports: imports them, and answers questions in SQL.",
    discussion: "Without a command, on a terminal, it is the shell: pressmark, or pressmark -c catalog.db.",
    version: Version.text,
    subcommands: [
      ImportCommand.self, ExportsCommand.self, RenameCommand.self, ForgetCommand.self, SetProjectCommand.self,
      SQLCommand.self, QueriesCommand.self, RunCommand.self, ReplCommand.self, ExtractCommand.self, DiffCommand.self,
      HistoryCommand.self, DumpCommand.self, ExtensionCommand.self, DatasetteMetadataCommand.self,
    ])

  static func main() {
    StandardStreams.occupyClosed()
    Interruption.catchSignals()
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)  // a file at its size limit is an error like a full disk
    if CompletionRequest.answer(Array(CommandLine.arguments.dropFirst())) { return }
    do {
      let read = try Arguments.read()
      if try CompletionScript.answer(read) { return }
      let arguments = Arguments.marked(read)
      var command = try parseAsRoot(isShell(arguments) ? ["repl"] + arguments : arguments)
      try command.run()
    } catch {
      Ending.end(with: error)
    }
  }

  /// Without a command it's the shell, on a terminal: alone, or with nothing but the shell's options.
  private static func isShell(_ arguments: [String]) -> Bool {
    TerminalTraits.isTerminal(0) && TerminalTraits.isTerminal(1) && arguments.first?.hasPrefix("-") ?? true
      && (try? ReplCommand.parse(arguments)) != nil
  }
}
