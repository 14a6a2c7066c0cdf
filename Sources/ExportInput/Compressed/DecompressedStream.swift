/// The output of a decompressor as a stream.
final class DecompressedStream: ByteStream {
  let name: String
  private(set) var position = 0
  private let decompressor: any Decompressor
  /// Bytes that were peeked at and not yet read.
  private var peeked: ArraySlice<UInt8> = []

  init(_ decompressor: any Decompressor, name: String) {
    self.decompressor = decompressor
    self.name = name
  }

  func prefix(_ count: Int) throws(InputError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 16)
    defer { buffer.deallocate() }
    while peeked.count < count {
      let more = try decompressor.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[peeked.count...]))
      guard more > 0 else { break }
      peeked += buffer[peeked.count..<peeked.count + more]
    }
    return Array(peeked.prefix(count))
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    var count = min(peeked.count, buffer.count)
    if count > 0 {
      buffer.copyBytes(from: peeked.prefix(count))
      peeked = peeked.dropFirst(count)
    } else {
      count = try decompressor.read(into: buffer)
    }
    position += count
    return count
  }

  func skip(_ count: Int) -> Int { 0 }

  func finish() throws(InputError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while case let count = try read(into: buffer), count > 0 {}
  }
}
