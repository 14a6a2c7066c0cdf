import ArgumentParser
import Output

struct ExtensionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extension",
    abstract: "Prints the path of the loadable extension.",
    discussion: """
      The extension gives resolve_key() and the other functions of docs/functions.md to any SQLite tool that can load \
      extensions.

      sqlite3 -cmd ".load $(pressmark extension)" catalog.db
      datasette catalog.db --load-extension "$(pressmark extension)"
      """)

  func run() throws {
    try Failure.reported {
      let path = try ExtensionFile.path()
      try OutputFile.withWriter(to: nil) { $0.text(path + "\n") }
    }
  }
}
