import Dispatch
import Interruption
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Ends a system call of the thread that made it after a while, by a signal.
///
/// For calls that wait without limit, such as `fcntl` with `F_SETLKW`: they then fail with `EINTR`.
final class Alarm: Sendable {
  /// SIGURG is ignored if no handler is set, and nothing else in the program uses it.
  private static let signal = SIGURG

  private let thread = ThreadNumber(pthread_self())
  private let rings = Atomic(false)
  private let isOver = DispatchSemaphore(value: 0)

  /// Whether the time is over.
  var hasRung: Bool { rings.load(ordering: .acquiring) }

  private init() {}

  /// Sets an alarm for the length of a call.
  ///
  /// - Parameters:
  ///   - time: when it rings. If the system refuses a thread, it has rung at once.
  ///   - body: makes the system calls that the alarm ends.
  static func set<Value>(after time: Duration, _ body: (Alarm) -> Value) -> Value {
    var action = SignalAction.calling { _ in }
    var before = sigaction()
    sigaction(signal, &action, &before)
    defer { sigaction(signal, &before, nil) }
    let alarm = Alarm()
    let waiter = try? JoinableThread(stackSize: 256 << 10) { alarm.ring(after: time) }
    if waiter == nil { alarm.rings.store(true, ordering: .releasing) }
    defer {
      alarm.isOver.signal()
      waiter?.join()
    }
    return body(alarm)
  }

  private func ring(after time: Duration) {
    guard isOver.wait(timeout: .now() + time / .seconds(1)) == .timedOut else { return }
    rings.store(true, ordering: .releasing)
    // Once more if the signal came just before the call.
    repeat { thread.send(Self.signal) } while isOver.wait(timeout: .now() + 0.001) == .timedOut
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
