import Interruption
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Terminals in raw mode, and the signal handlers that restore them before the process ends.
///
/// Signals that end the process restore every guarded terminal and then take their earlier action; so do crashes and
/// `exit`. A resized window and a stop only wake the reader, which handles them.
enum TerminalGuard {
  /// Puts a terminal into raw mode until `release`.
  ///
  /// - Parameter wake: a descriptor; the number of a signal is written to it as a byte when the reader must handle it.
  static func claim(input: Int32, output: Int32, wake: Int32) throws(LineEditorError) -> GuardedTerminal {
    var original = termios()
    guard tcgetattr(input, &original) == 0 else {
      throw errno == ENOTTY
        ? .notATerminal(descriptor: input) : .system(call: "tcgetattr", code: errno)
    }
    guard
      let terminal = terminals.first(where: {
        $0.state.compareExchange(expected: .free, desired: .preparing, ordering: .acquiringAndReleasing).exchanged
      })
    else { throw .system(call: "tcsetattr", code: EBUSY) }
    terminal.input = input
    terminal.output = output
    terminal.wake = wake
    terminal.original = original
    terminal.state.store(.guarded, ordering: .releasing)
    installHandlers()
    do throws(LineEditorError) {
      try terminal.enterRawMode()
    } catch {
      release(terminal)
      throw error
    }
    return terminal
  }

  /// Restores the terminal.
  static func release(_ terminal: GuardedTerminal) {
    terminal.restore()
    uninstallHandlers()
    terminal.state.store(.free, ordering: .releasing)
  }
}

/// A terminal that is restored in any case.
///
/// Unchecked, because its fields are written only while `state` is `preparing`, by the one thread that made it so, and
/// are read by signal handlers only once it is `guarded`.
final class GuardedTerminal: @unchecked Sendable {
  enum State: Int, AtomicRepresentable {
    case free, preparing, guarded
  }

  let state = Atomic(State.free)
  fileprivate var input: Int32 = -1
  fileprivate var output: Int32 = -1
  fileprivate var wake: Int32 = -1
  fileprivate var original = termios()

  /// Starts reading single keys, and asks the terminal to mark pasted text.
  func enterRawMode() throws(LineEditorError) {
    var raw = rawMode(from: original)
    while tcsetattr(input, TCSANOW, &raw) != 0 {
      guard errno == EINTR else { throw .system(call: "tcsetattr", code: errno) }
    }
    send("\u{1B}[?2004h")
  }

  /// Restores the terminal. Signal handlers call this too, so it only makes calls that are allowed there.
  func restore() {
    send("\u{1B}[?2004l\u{1B}[?25h")
    _ = tcsetattr(input, TCSANOW, &original)
  }

  private func send(_ sequence: StaticString) {
    _ = write(output, sequence.utf8Start, sequence.utf8CodeUnitCount)
  }

  fileprivate func wakeReader(_ signal: Int32) {
    var byte = UInt8(truncatingIfNeeded: signal)
    _ = write(wake, &byte, 1)
  }
}

/// Room for the terminals that are guarded at the same time: one in the program, a few in its tests.
private let terminals = (0..<16).map { _ in GuardedTerminal() }

/// The installed handlers, and how many terminals use them.
private struct Handlers {
  var users = 0
  var hasExitHandler = false
  var installed: [Int32] = []
}

private let handlers = Mutex(Handlers())

/// What each signal did before, by its number.
///
/// Unsafe, because signal handlers read it and can't take the lock: an entry is written before the handler that reads
/// it is installed, and the memory is never freed.
private nonisolated(unsafe) let earlierActions = UnsafeMutablePointer<sigaction>.allocate(capacity: 64)

private let endings = [SIGTERM, SIGHUP, SIGINT, SIGQUIT]
private let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGSEGV, SIGFPE]
private let wakers = [SIGWINCH, SIGTSTP, SIGCONT]

private func installHandlers() {
  handlers.withLock { handlers in
    handlers.users += 1
    guard handlers.users == 1 else { return }
    if !handlers.hasExitHandler {
      handlers.hasExitHandler = true
      atexit { restoreAll() }
    }
    for signal in endings + crashes + wakers {
      var earlier = sigaction()
      guard sigaction(signal, nil, &earlier) == 0 else { continue }
      // If the program handles or ignores an ending signal itself, that stays so.
      if !SignalAction.isDefault(earlier), !crashes.contains(signal), signal != SIGWINCH { continue }
      earlierActions[Int(signal)] = earlier
      var action =
        wakers.contains(signal)
        ? SignalAction.calling(wakeReaders, flags: SA_RESTART) : SignalAction.calling(restoreAndEnd)
      if sigaction(signal, &action, nil) == 0 { handlers.installed.append(signal) }
    }
  }
}

private func uninstallHandlers() {
  handlers.withLock { handlers in
    handlers.users -= 1
    guard handlers.users == 0 else { return }
    for signal in handlers.installed {
      _ = sigaction(signal, &earlierActions[Int(signal)], nil)
    }
    handlers.installed = []
  }
}

private func restoreAll() {
  for terminal in terminals where terminal.state.load(ordering: .acquiring) == .guarded {
    terminal.restore()
  }
}

private func wakeReaders(_ signal: Int32) {
  let code = errno
  for terminal in terminals where terminal.state.load(ordering: .acquiring) == .guarded {
    terminal.wakeReader(signal)
  }
  errno = code
}

private func restoreAndEnd(_ signal: Int32) {
  restoreAll()
  _ = sigaction(signal, &earlierActions[Int(signal)], nil)
  raise(signal)
}
