#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Work ended because a signal asked for it.
package struct Interrupted: Error, Equatable, Sendable {
  /// The system's number of the signal.
  package let signal: Int32

  package init(signal: Int32) { self.signal = signal }

  /// The exit code of a process that a signal ended, as shells report it.
  package var exitCode: Int32 { 128 + signal }
}

extension Interrupted: CustomStringConvertible {
  package var description: String {
    switch signal {
    case SIGTERM: "interrupted (SIGTERM)"
    case SIGHUP: "interrupted (SIGHUP)"
    case SIGQUIT: "interrupted (SIGQUIT)"
    default: "interrupted"
    }
  }
}
