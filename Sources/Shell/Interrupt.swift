public import Catalog
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Ctrl-C while a statement runs: the signal handler cancels it at once, from wherever the signal arrives.
public enum Interrupt {
  // A signal handler may touch atomics, and sqlite3_interrupt only sets a flag.
  private static let connection = Atomic<UInt>(0)
  private static let requested = Atomic<Bool>(false)

  /// Whether Ctrl-C was pressed since ``during(_:_:)`` began.
  public static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Runs something that Ctrl-C cancels. What Ctrl-C did before is put back afterwards.
  ///
  /// - Parameters:
  ///   - handle: the connection whose statements are cancelled.
  ///   - body: what to run.
  public static func during<Value>(_ handle: InterruptHandle, _ body: () throws -> Value) rethrows -> Value {
    requested.store(false, ordering: .relaxed)
    connection.store(handle.address, ordering: .relaxed)
    var action = sigaction()
    var before = sigaction()
    sigemptyset(&action.sa_mask)
    // No SA_RESTART: a write that waits for its reader must wake up.
    action.sa_flags = 0
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    sigaction(SIGINT, &action, &before)
    defer {
      sigaction(SIGINT, &before, nil)
      connection.store(0, ordering: .relaxed)
    }
    return try body()
  }

  private static let handler: @convention(c) (Int32) -> Void = { _ in
    Interrupt.requested.store(true, ordering: .relaxed)
    InterruptHandle(address: Interrupt.connection.load(ordering: .relaxed)).interrupt()
  }
}
