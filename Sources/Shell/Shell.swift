package import Output

/// The shell: lines of SQL and dot commands in, results out.
///
/// It puts three parts together: the ``Session`` (what is open and set), the ``Presenter`` (results on the screen), and
/// the ``Interpreter`` (a line to an action). It knows no terminal: lines come from a ``LineReader``, output goes to
/// writers.
package final class Shell {
  /// How a shell is set up.
  package struct Configuration {
    /// The catalog's file.
    package var path: String
    /// Whether statements may write.
    package var isWritable = false
    /// A folder of saved queries that was named; nil for none.
    package var queriesFolder: String?
    /// The folder of the person's own saved queries; nil where there's no home.
    package var ownQueriesFolder: String?
    /// Whether a person uses it: greeting, prompts, footers, and an error ends nothing.
    package var isInteractive = false
    /// Whether a script goes on after an error.
    package var keepsGoing = false
    /// What suits the output; asked before each result, because a window can change its size.
    package var formatOptions: () -> FormatOptions = { FormatOptions() }
    /// The lines of the window; asked before each result.
    package var windowRows: () -> Int = { 24 }
    /// The pagers; nil where there's no terminal.
    package var pagers: PagerChoice?
    /// Whether scripts and files may start programs.
    package var allowsPrograms = false
    /// The format that the session starts with.
    package var formatName: String?

    package init(path: String) { self.path = path }
  }

  private let session: Session
  private let interpreter: Interpreter

  /// - Parameters:
  ///   - configuration: how it is set up.
  ///   - reader: where lines come from.
  ///   - output: where data goes.
  ///   - errors: where all else goes.
  package init(configuration: Configuration, reader: any LineReader, output: ByteWriter, errors: ByteWriter) {
    let session = Session(
      path: configuration.path, isWritable: configuration.isWritable, queriesFolder: configuration.queriesFolder,
      ownQueriesFolder: configuration.ownQueriesFolder)
    let presenter = Presenter(configuration, output: output, errors: errors) { try session.openFiles() }
    self.session = session
    interpreter = Interpreter(
      session: session, presenter: presenter, reader: reader, isInteractive: configuration.isInteractive,
      keepsGoing: configuration.keepsGoing, allowsPrograms: configuration.allowsPrograms)
  }

  /// Runs until the input ends or `.quit` comes.
  ///
  /// - Returns: the exit code: 0; of a script 2 where something failed; 128 and the number of a signal that ended it.
  package func run() -> Int32 { interpreter.run() }

  /// Answers what Tab asks; nil where there's nothing to offer.
  func completion(of text: String, at cursor: Int) -> Completion? { session.completion(of: text, at: cursor) }
}
