import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A signal that asks the program to end: Ctrl-C, TERM, HUP, QUIT.
///
/// The handler only notes the signal and wakes whatever waits for input. Running work checks ``isRequested`` now and
/// then, ends with an ordinary error, and so cleans up. A second signal, half a second later or more, ends the process
/// at once.
package enum Interruption {
  // A signal handler may use atomics, write to a pipe and ask for the time. ``catchSignals()`` uses each of these
  // before it installs a handler, so that no handler initializes one.

  /// The first signal and its time in milliseconds, `time << 8 | signal`, or 0. It is one value, so that a handler that
  /// interrupts another, or runs on another thread, sees both or neither.
  private static let first = Atomic<Int64>(0)
  private static let wakeReadEnd = Atomic<Int32>(-1)
  private static let wakeWriteEnd = Atomic<Int32>(-1)
  private static let outlivesCtrlC = Atomic<Bool>(false)

  /// The signals that are caught.
  package static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// The signal that Ctrl-C sends.
  package static let ctrlC = SIGINT

  /// How long signals count as one, in milliseconds: some programs send each twice, to a process and to its group.
  private static let patience: Int64 = 500

  /// The first signal that asked the program to end; nil if none did.
  package static var signal: Int32? {
    let first = first.load(ordering: .relaxed)
    return first == 0 ? nil : Int32(first & 0xFF)
  }

  /// Whether a signal asked the program to end.
  package static var isRequested: Bool { first.load(ordering: .relaxed) != 0 }

  /// Throws if a signal asked the program to end.
  package static func check() throws(Interrupted) {
    if let signal { throw Interrupted(signal: signal) }
  }

  /// A descriptor that becomes readable when a signal comes; -1 if signals are not caught.
  package static var wakeDescriptor: Int32 { wakeReadEnd.load(ordering: .relaxed) }

  /// Catches the signals from now on, except those that the parent process had ignored (as `nohup` does).
  package static func catchSignals() {
    var ends: [Int32] = [-1, -1]
    if wakeDescriptor < 0, pipe(&ends) == 0 {
      for end in ends {
        // Nobody waits for room in the pipe, and child processes don't inherit it.
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      }
      wakeReadEnd.store(ends[0], ordering: .relaxed)
      wakeWriteEnd.store(ends[1], ordering: .relaxed)
    }
    _ = (signal, outlivesCtrlC.load(ordering: .relaxed), patience)
    var set = sigset_t()
    sigemptyset(&set)
    for number in signals {
      sigaddset(&set, number)
      var before = sigaction()
      guard sigaction(number, nil, &before) == 0, !SignalAction.isIgnored(before) else { continue }
      // No SA_RESTART: a call that waits for its reader or its writer must return.
      var action = SignalAction.calling(handler)
      _ = sigaction(number, &action, nil)
    }
    // Some parent processes block them by accident, and a program inherits that.
    sigprocmask(SIG_UNBLOCK, &set, nil)
  }

  /// Makes Ctrl-C end the running work, never the program: for a session with a person in front of it.
  package static func outliveCtrlC() { outlivesCtrlC.store(true, ordering: .relaxed) }

  /// Forgets the signal: the work that it should end has ended.
  package static func forget() {
    drain()
    first.store(0, ordering: .relaxed)
  }

  private static func drain() {
    var byte: UInt8 = 0
    while read(wakeDescriptor, &byte, 1) == 1 {}
  }

  /// Waits until a descriptor has something to read or is at its end.
  package static func waitForInput(_ descriptor: Int32) throws(Interrupted) {
    while true {
      try check()
      var waiting = [
        pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0),
      ]
      // An error is left to the next read, which meets it too.
      if poll(&waiting, 2, -1) < 0 ? errno != EINTR : waiting[0].revents != 0 { return }
      // A signal that came while it was being forgotten has left its byte.
      if waiting[1].revents != 0, !isRequested { drain() }
    }
  }

  private static let handler: @convention(c) (Int32) -> Void = { number in
    let code = errno
    defer { errno = code }
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    let noted = first.compareExchange(expected: 0, desired: now << 8 | Int64(number), ordering: .relaxed)
    if !noted.exchanged, now - noted.original >> 8 >= patience,
      number != SIGINT || !outlivesCtrlC.load(ordering: .relaxed)
    {
      var action = SignalAction.calling(SIG_DFL)
      _ = sigaction(number, &action, nil)
      // The signal comes once this handler has returned.
      raise(number)
    }
    var byte: UInt8 = 0
    _ = write(wakeWriteEnd.load(ordering: .relaxed), &byte, 1)
  }
}
