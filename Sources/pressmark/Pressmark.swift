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
    usage: """
      pressmark <command> [<arguments>] [<options>]
      pressmark [<options>] [<catalog>]
      pressmark [<options>] [<catalog>] <sql>
      """,
    discussion: """
      Without a command it is the shell, or runs the script that comes from standard input; with SQL, or a command of \
      the shell, it runs that.

      pressmark catalog.db
      pressmark catalog.db < script.sql
      pressmark catalog.db "SELECT status, count(*) FROM latest_files GROUP BY 1"
      """,
    version: Version.text,
    subcommands: [
      ImportCommand.self, ExportsCommand.self, RenameCommand.self, ForgetCommand.self, SetProjectCommand.self,
      SQLCommand.self, QueriesCommand.self, RunCommand.self, ReplCommand.self, ExtractCommand.self, DiffCommand.self,
      HistoryCommand.self, DumpCommand.self, UpgradeCommand.self, ExtensionCommand.self, DatasetteMetadataCommand.self,
    ])

  static func main() {
    StandardStreams.occupyClosed()
    Interruption.catchSignals()
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)  // a file at its size limit is an error like a full disk
    if CompletionRequest.answer(Array(CommandLine.arguments.dropFirst())) { return }
    var words = Arguments.read()
    do {
      if try CompletionScript.answer(words) { return }
      words = try Invocation.words(of: words)
      try Arguments.check(words)
      words = Arguments.marked(words)
      var command = try parseAsRoot(words)
      try command.run()
    } catch {
      Ending.end(with: error, of: words)
    }
  }
}
