/// Where the bytes of an export come from, decompressed.
public protocol ByteSource: AnyObject {
  /// The file's name as it was given, or "-".
  var name: String { get }

  /// Reads the next bytes.
  ///
  /// - Parameter buffer: where to put them; not empty.
  /// - Returns: how many were read; 0 at the end.
  /// - Throws: what the source meets: a read error, a broken archive.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Bytes in memory as a source.
public final class MemorySource: ByteSource {
  public let name: String
  private let bytes: [UInt8]
  private var position = 0
  private let step: Int

  /// - Parameters:
  ///   - bytes: the export.
  ///   - name: what errors call it.
  ///   - step: bytes that one read gives at most.
  public init(_ bytes: some Sequence<UInt8>, name: String = "memory", step: Int = .max) {
    self.bytes = Array(bytes)
    self.name = name
    self.step = step
  }

  public func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, step, bytes.count - position)
    bytes[position..<position + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
    position += count
    return count
  }
}
