/// Looks now and then whether a result is still wanted while its statement runs: a slow statement would not notice by
/// writing that the pager was left.
final class ReaderWatch {
  private let destination: ResultDestination
  private var next = ContinuousClock.now + .milliseconds(100)
  private var hasLeft = false

  init(of destination: ResultDestination) { self.destination = destination }

  /// Whether the reader has gone; asked of the system ten times a second at most.
  func sawReaderLeave() -> Bool {
    guard !hasLeft else { return true }
    let now = ContinuousClock.now
    guard now >= next else { return false }
    next = now + .milliseconds(100)
    hasLeft = destination.isLeft
    return hasLeft
  }
}
