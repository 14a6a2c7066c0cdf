import Interruption
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Lets another thread end a read that waits for bytes.
final class ReadCancellation: Sendable {
  private let isCancelled = Atomic<Bool>(false)

  /// How long a waiting read may take to notice it, in milliseconds.
  private static let step: Int32 = 100

  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  /// Whether bytes are still wanted.
  var isWanted: Bool { !isCancelled.load(ordering: .relaxed) }

  /// Waits until a pipe has bytes or has ended.
  ///
  /// - Returns: whether bytes are still wanted.
  func waitForBytes(of descriptor: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // A signal is reported by the next read.
    repeat { guard isWanted else { return false } } while !Interruption.isRequested && poll(&entry, 1, Self.step) == 0
    return isWanted
  }
}
