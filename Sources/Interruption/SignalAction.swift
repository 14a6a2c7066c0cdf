#if canImport(Darwin)
  package import Darwin
#else
  package import Glibc
#endif

/// What a process does when a signal comes; see `man 2 sigaction`.
package enum SignalAction {
  /// The action that calls a function with the signal's number.
  ///
  /// - Parameters:
  ///   - handler: a function that may run within any other; or `SIG_DFL`, `SIG_IGN`.
  ///   - flags: such as `SA_RESTART`. Without it, a call that waits for its reader or its writer returns.
  package static func calling(_ handler: (@convention(c) (Int32) -> Void)?, flags: Int32 = 0) -> sigaction {
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_handler = handler
    #else
      action.__sigaction_handler.sa_handler = handler
    #endif
    action.sa_flags = flags
    sigemptyset(&action.sa_mask)
    return action
  }

  /// Whether the signal has its default action.
  package static func isDefault(_ action: sigaction) -> Bool { address(of: action) == 0 }

  /// Whether the signal is ignored.
  package static func isIgnored(_ action: sigaction) -> Bool { address(of: action) == 1 }

  /// The address of the handler. SIG_DFL is 0 and SIG_IGN is 1: macros that can't be compared otherwise in Swift.
  private static func address(of action: sigaction) -> Int? {
    guard action.sa_flags & Int32(SA_SIGINFO) == 0 else { return nil }
    #if canImport(Darwin)
      return unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self)
    #else
      return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    #endif
  }
}
