import Output

/// Where `.output` and `.once` send results instead of the screen: a file that appears when all is written, or a
/// command.
///
/// It has whole results only: what a statement wrote before it failed is removed.
final class Redirect {
  private enum Target {
    case file(OutputFile)
    case command(CommandPipe)
  }

  private let target: Target
  private(set) var writer: ByteWriter
  /// Whether it ends with the next result.
  let isForOne: Bool
  /// The format that the file's name says.
  var format: OutputFormat?
  /// Where the current result begins, in bytes.
  private var start: Int64 = 0
  private var count = 0
  /// Whether something failed since results go here.
  var hasFailed = false
  /// Who reads no more what is written here; nil where somebody does.
  private(set) var goneReader: String?

  init(path: String, isForOne: Bool, sparing databases: [String]) throws(OutputFailure) {
    target = .file(try OutputFile(path: path, sparing: databases))
    writer = Self.writer(to: target)
    self.isForOne = isForOne
  }

  init(command: CommandPipe, isForOne: Bool) {
    target = .command(command)
    writer = Self.writer(to: target)
    self.isForOne = isForOne
  }

  private static func writer(to target: Target) -> ByteWriter {
    switch target {
    case .file(let file): ByteWriter(to: file)
    case .command(let command): ByteWriter { command.write($0) }
    }
  }

  /// Whether a command has got something, which can't be taken back.
  var hasStartedCommand: Bool {
    if case .command(let command) = target { command.hasStarted } else { false }
  }

  /// Whether nobody reads what is written here.
  var isLeft: Bool {
    switch target {
    case .file(let file): file.isLeft
    case .command(let command): command.isLeft
    }
  }

  /// Lets a command write what it makes of the results so far.
  func settle() { if case .command(let command) = target { command.settle() } }

  /// Keeps what the current result has written. What a reader that has gone did not take is dropped.
  func keepResult() throws(OutputFailure) {
    writer.flush()
    do {
      try writer.check()
    } catch {
      guard case .closed(let reader?) = error else { throw error }
      goneReader = reader
    }
    start += Int64(writer.total)
    writer = Self.writer(to: target)
    count += 1
  }

  /// Removes what the current result has written; from a device or a pipe it can't be removed.
  func dropResult() throws(OutputFailure) {
    writer.abandon()
    hasFailed = true
    if case .file(let file) = target { try file.rewind(to: start) }
    writer = Self.writer(to: target)
  }

  /// Puts the file in its place, or waits for the command. Where everything failed, the file that was there stays.
  func finish(sparing databases: [String]) throws {
    let isWanted = count > 0 || !hasFailed && !isForOne
    switch target {
    case .file(let file): if isWanted { try file.finish(sparing: databases) }
    case .command(let command): if isWanted || command.hasStarted { try command.finish() }
    }
  }

  /// Ends it where the session ended before all was read: a file is not put in its place, a command is waited for.
  func cutShort() throws {
    if case .command(let command) = target, command.hasStarted { try command.finish() }
  }
}
