import Synchronization

/// How much of the inputs has been consumed, in bytes as they lie on disk, compressed.
///
/// One thread reads, others may look.
public final class InputProgress: Sendable {
  private let consumed = Atomic<Int>(0)

  init() {}

  /// Bytes that were read or passed over.
  public var byteCount: Int { consumed.load(ordering: .relaxed) }

  func add(_ count: Int) { consumed.add(count, ordering: .relaxed) }
}
