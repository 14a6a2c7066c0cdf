/// Where the bytes of an export come from, decompressed.
///
/// Most sources hold one document. An archive of pages holds several: ``read(into:)`` ends at the end of each one, and
/// ``nextDocument()`` moves on.
public protocol ByteSource: AnyObject {
  /// The file's name as it was given, or "-"; in an archive, followed by the name of the entry that is being read.
  var name: String { get }

  /// Reads the next bytes.
  ///
  /// - Parameter buffer: where to put them; not empty.
  /// - Returns: how many were read; 0 at the end.
  /// - Throws: what the source meets: a read error, a broken archive.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int

  /// Moves to the next document, once the current one was read to its end.
  ///
  /// - Returns: false where there is none; the source was then read whole.
  /// - Throws: what the source meets: a read error, a broken archive.
  func nextDocument() throws -> Bool

  /// Sets who receives the media entries that an archive holds.
  ///
  /// - Parameter receiver: called in archive order with some entries at a time, by the thread that reads, from within
  ///   ``read(into:)`` and ``nextDocument()``. What it throws, they throw.
  func setMediaReceiver(_ receiver: @escaping ([MediaEntry]) throws -> Void)

  /// Ends a read that waits for bytes, such as those of a pipe, and lets no other begin: nothing
  /// more is wanted from the source. It is called by another thread than the one that reads.
  ///
  /// A source that never waits for long need not do anything.
  func cancel()
}

extension ByteSource {
  /// There is only one document.
  public func nextDocument() throws -> Bool { false }

  /// There are no media entries.
  public func setMediaReceiver(_ receiver: @escaping ([MediaEntry]) throws -> Void) {}

  /// No read waits for long.
  public func cancel() {}
}

/// Bytes in memory as a source.
public final class MemorySource: ByteSource {
  /// What errors call it.
  public let name: String
  private let bytes: [UInt8]
  private var position = 0
  private let step: Int

  /// Makes a source of bytes.
  ///
  /// - Parameters:
  ///   - bytes: the export.
  ///   - name: what errors call it.
  ///   - step: bytes that one read gives at most.
  public init(_ bytes: some Sequence<UInt8>, name: String = "memory", step: Int = .max) {
    self.bytes = Array(bytes)
    self.name = name
    self.step = step
  }

  /// Reads the next bytes; 0 at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, step, bytes.count - position)
    bytes[position..<position + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
    position += count
    return count
  }
}
