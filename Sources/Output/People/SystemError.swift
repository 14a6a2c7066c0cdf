#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The system's words for its errors.
package enum SystemError {
  /// What a descriptor gives that was closed, or opened for the other direction.
  package static let badDescriptor = EBADF

  /// - Parameter number: an `errno`.
  package static func text(_ number: Int32) -> String {
    guard let message = strerror(number) else { return "error \(number)" }
    return String(cString: message)
  }
}
