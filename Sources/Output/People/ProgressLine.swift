/// A line on stderr that says how far something long is: after a second, five times a second.
package final class ProgressLine {
  private let writer: ByteWriter?
  private let start: ContinuousClock.Instant
  private var next: ContinuousClock.Instant
  private var isShown = false

  /// - Parameters:
  ///   - writer: where the line is drawn, a terminal; nil for nowhere.
  ///   - start: when it began.
  package init(on writer: ByteWriter?, start: ContinuousClock.Instant = .now) {
    self.writer = TerminalTraits.erasesLines ? writer : nil
    self.start = start
    next = start + .seconds(1)
  }

  /// Whether the line is due.
  package var isDue: Bool { ContinuousClock.now >= next }

  /// Called now and then meanwhile.
  ///
  /// - Parameter text: is given the seconds so far.
  package func tick(_ text: (Int) -> String) {
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
  package func clear() {
    guard isShown else { return }
    writer?.text("\r\u{1B}[K")
    writer?.flush()
    isShown = false
  }
}
