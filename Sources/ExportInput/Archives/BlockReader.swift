/// Feeds an input to libarchive, block by block.
///
/// The last two blocks are kept, so that a header in them can be read again: libarchive tells neither an entry's
/// checksum nor, in some locales, its exact name.
final class BlockReader {
  let input: any ByteStream
  /// The error of a read; libarchive only passes on that one failed.
  private(set) var error: InputError?
  private(set) var isAtEnd = false

  private struct Block {
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    var start = 0
    var count = 0
  }

  private var current = Block()
  private var previous = Block()
  private let origin: Int

  /// - Parameter input: is read from its current position, where offsets start.
  init(_ input: any ByteStream) {
    self.input = input
    origin = input.position
  }

  deinit {
    current.bytes.deallocate()
    previous.bytes.deallocate()
  }

  /// Reads the next block.
  ///
  /// - Parameter block: is set to its bytes, which stay valid until the call after the next.
  /// - Returns: how many; 0 at the end, -1 for an error.
  func next(_ block: inout UnsafeRawPointer?) -> Int {
    swap(&current, &previous)
    current.start = input.position - origin
    current.count = 0
    do {
      current.count = try input.read(into: current.bytes)
    } catch {
      self.error = error
      return -1
    }
    isAtEnd = current.count == 0
    block = UnsafeRawPointer(current.bytes.baseAddress)
    return current.count
  }

  /// The local header of a zip archive at an offset, if it is within the last two blocks.
  func localHeader(at offset: Int) -> ZipLocalHeader? {
    guard let fixed = bytes(at: offset, count: ZipLocalHeader.fixedLength),
      let header = ZipLocalHeader(fixed),
      let name = bytes(at: offset + ZipLocalHeader.fixedLength, count: header.nameLength)
    else { return nil }
    return header.named(name)
  }

  /// Reads to the end.
  ///
  /// - Returns: whether all bytes from an offset on are zeros. Of those before the last two blocks nothing is known,
  ///   and they are ignored.
  func areZeros(from offset: Int) throws(InputError) -> Bool {
    for block in [previous, current] {
      let start = max(0, offset - block.start)
      if start < block.count, block.bytes[start..<block.count].contains(where: { $0 != 0 }) { return false }
    }
    while true {
      let count = try input.read(into: current.bytes)
      if count == 0 { return true }
      if current.bytes[..<count].contains(where: { $0 != 0 }) { return false }
    }
  }

  private func bytes(at offset: Int, count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    for block in [previous, current] {
      let start = offset + bytes.count - block.start
      guard start >= 0, start < block.count else { continue }
      bytes += block.bytes[start..<min(start + count - bytes.count, block.count)]
    }
    return bytes.count == count ? bytes : nil
  }
}
