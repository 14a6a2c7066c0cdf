import Foundation
import Synchronization

/// Ends a system call of the thread that made it after a while, by a signal.
///
/// For calls that wait for ever, such as `fcntl` with `F_SETLKW`: they then fail with `EINTR`.
final class Alarm: Sendable {
  /// SIGURG means nothing to anybody else, and is ignored where nobody handles it.
  private static let signal = SIGURG

  private let thread = ThreadNumber(pthread_self())
  private let rings = Atomic(false)
  private let isOver = DispatchSemaphore(value: 0)
  private let hasEnded = DispatchSemaphore(value: 0)
  private let before: sigaction

  /// Whether the time is over.
  var hasRung: Bool { rings.load(ordering: .acquiring) }

  init() {
    var action = sigaction()
    var before = sigaction()
    action.setHandler { _ in }
    sigaction(Self.signal, &action, &before)
    self.before = before
  }

  func start(after time: Duration) {
    let waiter = Thread { [self] in
      if isOver.wait(timeout: .now() + time.seconds) == .timedOut {
        rings.store(true, ordering: .releasing)
        // Once more where the signal came just before the call.
        repeat { thread.send(Self.signal) } while isOver.wait(timeout: .now() + 0.001) == .timedOut
      }
      hasEnded.signal()
    }
    waiter.stackSize = 256 << 10
    waiter.start()
  }

  /// Stops it, rung or not. To be called once after ``start(after:)``.
  func end() {
    isOver.signal()
    hasEnded.wait()
    var before = before
    sigaction(Self.signal, &before, nil)
  }
}

/// A thread, as a number that any thread may have.
private struct ThreadNumber {
  #if canImport(Darwin)
    private let number: UInt

    init(_ thread: pthread_t) { number = UInt(bitPattern: thread) }

    func send(_ signal: Int32) { if let thread = pthread_t(bitPattern: number) { pthread_kill(thread, signal) } }
  #else
    private let number: pthread_t

    init(_ thread: pthread_t) { number = thread }

    func send(_ signal: Int32) { pthread_kill(number, signal) }
  #endif
}

extension Duration {
  fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension sigaction {
  fileprivate mutating func setHandler(_ handler: @escaping @convention(c) (Int32) -> Void) {
    #if canImport(Darwin)
      __sigaction_u.__sa_handler = handler
    #else
      __sigaction_handler.sa_handler = handler
    #endif
  }
}
