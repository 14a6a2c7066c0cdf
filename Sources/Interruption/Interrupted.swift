#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Something ended because a signal asked for it.
public struct Interrupted: Error, Equatable, Sendable {
  /// The system's number of the signal.
  public let signal: Int32

  public init(signal: Int32) { self.signal = signal }

  /// The exit code of a process that a signal ended, as shells have it.
  public var exitCode: Int32 { 128 + signal }
}

extension Interrupted: CustomStringConvertible {
  public var description: String {
    switch signal {
    case SIGTERM: "interrupted (SIGTERM)"
    case SIGHUP: "interrupted (SIGHUP)"
    case SIGQUIT: "interrupted (SIGQUIT)"
    default: "interrupted"
    }
  }
}
