#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The system's words for its error numbers.
enum SystemError {
  /// What a descriptor gives that was closed, or opened for the other direction.
  static let badDescriptor = EBADF

  static func text(_ number: Int32) -> String {
    guard let message = strerror(number) else { return "error \(number)" }
    return String(cString: message)
  }
}
