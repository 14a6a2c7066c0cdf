import Output

/// A line on stderr that says how far a long statement is: after a second, five times a second.
final class ProgressLine {
  private let shell: Shell
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var isShown = false
  var rowCount = 0

  init(shell: Shell, start: ContinuousClock.Instant) {
    self.shell = shell
    self.start = start
    next = start + .seconds(1)
  }

  /// Called now and then while the statement runs.
  func tick() {
    guard shell.configuration.isInteractive else { return }
    let now = ContinuousClock.now
    guard now >= next else { return }
    next = now + .milliseconds(200)
    isShown = true
    let seconds = Int((now - start) / .seconds(1))
    shell.errors.text("\r\u{1B}[K\(ShellMessages.progress(rows: rowCount, seconds: seconds))")
    shell.errors.flush()
  }

  func clear() {
    guard isShown else { return }
    shell.errors.text("\r\u{1B}[K")
    shell.errors.flush()
    isShown = false
  }
}
