import Output

/// A line on stderr that says how far a long statement is: after a second, five times a second.
final class ProgressLine {
  private let writer: ByteWriter?
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var isShown = false
  var rowCount = 0

  /// - Parameters:
  ///   - writer: where the line is drawn; nil for nowhere.
  ///   - start: when the statement began.
  init(on writer: ByteWriter?, start: ContinuousClock.Instant) {
    self.writer = TerminalTraits.erasesLines ? writer : nil
    self.start = start
    next = start + .seconds(1)
  }

  /// Whether the line is due: after a second, five times a second.
  var isDue: Bool { ContinuousClock.now >= next }

  /// Called now and then while the statement runs.
  func tick() { tick { ShellMessages.progress(rows: rowCount, seconds: $0) } }

  /// The same with another text.
  ///
  /// - Parameter text: is given the seconds so far.
  func tick(_ text: (Int) -> String) {
    guard let writer else { return }
    let now = ContinuousClock.now
    guard now >= next else { return }
    next = now + .milliseconds(200)
    isShown = true
    let seconds = Int((now - start) / .seconds(1))
    writer.text("\r\u{1B}[K\(text(seconds))")
    writer.flush()
  }

  /// Takes the line off the screen.
  func clear() {
    guard isShown else { return }
    writer?.text("\r\u{1B}[K")
    writer?.flush()
    isShown = false
  }
}
