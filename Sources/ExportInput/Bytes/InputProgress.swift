import Synchronization

/// How much of the inputs has been read, in bytes on disk, compressed as they are.
///
/// One thread reads, any other may ask.
public final class InputProgress: Sendable {
  private let consumed = Atomic<Int>(0)

  init() {}

  /// Bytes read or skipped so far.
  public var byteCount: Int { consumed.load(ordering: .relaxed) }

  func add(_ count: Int) { consumed.add(count, ordering: .relaxed) }
}
