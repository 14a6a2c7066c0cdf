import Interruption

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The terminal while a text is read from it: raw mode, its bytes, its window.
final class Terminal {
  enum Event: Equatable {
    case bytes([UInt8])
    case timeout, hangup
    case windowChanged, stopAsked, resumed
  }

  let input: Int32
  let output: Int32
  /// A pipe from the signal handlers to the reader.
  private let wake: (read: Int32, write: Int32)
  private var guarded: GuardedTerminal?

  /// - Throws: `LineEditorError` if the input is not a terminal or can't be set to raw mode.
  init(input: Int32, output: Int32) throws(LineEditorError) {
    self.input = input
    self.output = output
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(call: "pipe", code: errno) }
    wake = (ends[0], ends[1])
    for end in ends {
      // Nobody waits for room in the pipe, and child processes don't inherit it.
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    guarded = try TerminalGuard.claim(input: input, output: output, wake: wake.write)
    // A process started in the background has been stopped and continued by now: that needs no repaint.
    _ = takeSignal()
  }

  deinit {
    if let guarded { TerminalGuard.release(guarded) }
    close(wake.read)
    close(wake.write)
  }

  var window: WindowSize { windowSize(of: output) }

  func write(_ text: String) throws(LineEditorError) {
    guard !text.isEmpty else { return }
    var text = text
    let code = text.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: output) }
    if code != 0 { throw .system(call: "write", code: code) }
  }

  /// Waits for keys or a signal.
  ///
  /// - Parameter timeout: how long to wait, in milliseconds; nil for forever.
  func nextEvent(timeout: Int32?) throws(LineEditorError) -> Event {
    while true {
      var waits = [
        pollfd(fd: input, events: Int16(POLLIN), revents: 0), pollfd(fd: wake.read, events: Int16(POLLIN), revents: 0),
        pollfd(fd: Interruption.wakeDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&waits, 3, timeout ?? -1)
      if Interruption.isRequested { return .hangup }
      if ready < 0 {
        if errno == EINTR { continue }
        throw .system(call: "poll", code: errno)
      }
      if ready == 0 { return .timeout }
      if waits[1].revents != 0, let event = takeSignal() { return event }
      if waits[0].revents != 0 {
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = read(input, &bytes, bytes.count)
        if count > 0 { return .bytes(Array(bytes[..<count])) }
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        return .hangup
      }
    }
  }

  /// Stops the process and its group, as Ctrl-Z does, with the terminal restored meanwhile.
  ///
  /// If nobody is there to continue the process, the system does not stop it.
  func stop() throws(LineEditorError) {
    guarded?.restore()
    var ours = sigaction()
    sigaction(SIGTSTP, nil, &ours)
    // The others first; then this process, because `raise` returns only after it was continued.
    signal(SIGTSTP, SIG_IGN)
    kill(0, SIGTSTP)
    signal(SIGTSTP, SIG_DFL)
    raise(SIGTSTP)
    sigaction(SIGTSTP, &ours, nil)
    _ = takeSignal()
    try resume()
  }

  /// Returns to raw mode after the process was stopped.
  func resume() throws(LineEditorError) {
    try guarded?.enterRawMode()
  }

  private func takeSignal() -> Event? {
    var signals = [UInt8](repeating: 0, count: 64)
    let count = read(wake.read, &signals, signals.count)
    guard count > 0 else { return nil }
    let seen = Set(signals[..<count].map(Int32.init))
    if seen.contains(SIGCONT) { return .resumed }
    if seen.contains(SIGTSTP) { return .stopAsked }
    return .windowChanged
  }
}
