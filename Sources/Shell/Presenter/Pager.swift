import Interruption
import Output

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Shows output directly if it fits the screen, else through a pager.
///
/// The pager's end is the end of this output only: what comes after it fails with ``OutputFailure/closed(reader:)``. A
/// pager that can't be started is replaced by the next one of the choice, and in the end by none.
final class Pager {
  private enum State {
    /// What came so far fits the screen.
    case held
    case shown(ChildProgram, by: String)
    /// No pager could be started.
    case plain
    case left(by: String)
  }

  /// What is kept to be shown by another pager: more than a pipe takes, so that somebody has read from it if there was
  /// more.
  private static let keptLimit = 4 << 20

  private let choice: PagerChoice
  private let rows: Int
  private let note: (String) -> Void
  private var state = State.held
  private var kept: [UInt8] = []
  private var isKept = true
  /// How many bytes the pager was given; it can have left before it was given any.
  private var passed = 0
  private var lines: ScreenLines
  private var ignored: IgnoredSignal?
  /// Called before a pager comes on the screen.
  var beforeShown: () -> Void = {}

  /// - Parameters:
  ///   - choice: the pagers.
  ///   - rows: how many lines fit.
  ///   - columns: how wide a line is.
  ///   - note: says something to the person.
  init(_ choice: PagerChoice, rows: Int, columns: Int, note: @escaping (String) -> Void) {
    self.choice = choice
    self.rows = rows
    self.note = note
    lines = ScreenLines(columns: columns)
  }

  /// Whether a pager is on the screen.
  var isShown: Bool { if case .shown = state { true } else { false } }

  /// Whether the pager was left while it is still written to.
  var isLeft: Bool {
    switch state {
    case .shown(let program, _): program.isLeft
    case .left: true
    case .held, .plain: false
    }
  }

  /// Takes a piece of output.
  func write(_ bytes: UnsafeRawBufferPointer) -> OutputFailure? {
    switch state {
    case .plain: return ByteWriter.write(bytes, to: 1)
    case .left(let command): return .closed(reader: command)
    case .held:
      kept += bytes
      lines.add(bytes)
      return lines.count > rows ? start() : nil
    case .shown(let program, let command):
      keep(bytes)
      return pass(bytes, to: program, command)
    }
  }

  private func keep(_ bytes: UnsafeRawBufferPointer) {
    isKept = isKept && kept.count + bytes.count <= Self.keptLimit
    if isKept { kept += bytes } else { kept = [] }
  }

  /// Starts the best pager that is left, and shows what is kept.
  private func start() -> OutputFailure? {
    while let command = choice.best(noting: note) {
      // Ctrl-backslash is the pager's while it runs. Ctrl-C also stops what makes the output.
      if ignored == nil { ignored = IgnoredSignal(SIGQUIT) }
      beforeShown()
      guard let program = try? ChildProgram(command, input: .pipe) else {
        choice.drop(command, noting: note)
        continue
      }
      state = .shown(program, by: command)
      passed = 0
      return kept.withUnsafeBytes { pass($0, to: program, command) }
    }
    restoreSignals()
    state = .plain
    defer { kept = [] }
    return kept.withUnsafeBytes { ByteWriter.write($0, to: 1) }
  }

  private func pass(_ bytes: UnsafeRawBufferPointer, to program: ChildProgram, _ command: String) -> OutputFailure? {
    // A pipe takes pieces of this size whole or not at all, so that what it took is known.
    var rest = bytes[...]
    var failed: OutputFailure?
    while !rest.isEmpty, failed == nil {
      let piece = rest.prefix(512)
      failed = ByteWriter.write(UnsafeRawBufferPointer(rebasing: piece), to: program.input)
      if failed == nil { passed += piece.count }
      rest = rest.dropFirst(piece.count)
    }
    guard let failure = failed else { return nil }
    if failure != .closed(reader: nil) { return failure }
    return end(program, command) ? start() : .closed(reader: command)
  }

  /// Waits for the pager to be left.
  ///
  /// - Returns: whether it showed nothing, so that another one must.
  private func end(_ program: ChildProgram, _ command: String) -> Bool {
    let hasReadNothing = hasReadNothing(program)
    let wasInterrupted = Interruption.isRequested
    let ending = program.wait()
    state = .left(by: command)
    restoreSignals()
    // Ctrl-C in a pager that has all of the output was the pager's.
    if !wasInterrupted, Interruption.signal == Interruption.ctrlC { Interruption.forget() }
    if ending.isSuccess || ending == .signal(SIGINT) || ending == .signal(SIGPIPE) { return false }
    if case .exit = ending, isKept, hasReadNothing || ending.isNotStarted {
      choice.drop(command, noting: note)
      return true
    }
    note(ShellMessages.pagerFailed(command, ending))
    return false
  }

  /// Whether the pager has gone without reading anything. One that was just started gets a moment to begin.
  private func hasReadNothing(_ program: ChildProgram) -> Bool {
    for _ in 0..<10_000 {
      guard let unread = program.unreadCount, unread >= passed else { return false }
      if program.isLeft { return true }
      usleep(1000)
    }
    return false
  }

  private func restoreSignals() {
    ignored?.restore()
    ignored = nil
  }

  /// Shows what is held, or waits for the pager to be left.
  func finish() {
    switch state {
    case .held: _ = kept.withUnsafeBytes { ByteWriter.write($0, to: 1) }
    case .shown:
      while case .shown(let program, let command) = state {
        if end(program, command) { _ = start() }
      }
    case .plain, .left: break
    }
    kept = []
  }
}
