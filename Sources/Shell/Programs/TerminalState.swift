#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How the terminal is set, kept while another program has it. A program that is killed leaves it without echo.
struct TerminalState {
  private var settings = termios()
  private let isKnown: Bool
  private let group: pid_t

  init() {
    isKnown = tcgetattr(0, &settings) == 0
    group = tcgetpgrp(0)
  }

  /// Sets the terminal as it was.
  func restore() {
    guard isKnown else { return }
    // A shell that was killed has left its own group in front, from which this one may not take the terminal back.
    if group > 0, tcgetpgrp(0) != group {
      let ignored = IgnoredSignal(SIGTTOU)
      tcsetpgrp(0, group)
      ignored.restore()
    }
    var settings = settings
    while tcsetattr(0, TCSADRAIN, &settings) != 0, errno == EINTR {}
  }
}
