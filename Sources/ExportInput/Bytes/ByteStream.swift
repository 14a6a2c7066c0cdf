/// Bytes that are read from start to end: those of a file, or the output of a decompressor.
protocol ByteStream: AnyObject {
  /// The path of the file they come from, or "-".
  var name: String { get }
  /// The position of the next read.
  var position: Int { get }

  /// Peeks at the first bytes; nothing may have been read yet.
  ///
  /// - Returns: fewer than asked for if there are no more.
  func prefix(_ count: Int) throws(InputError) -> [UInt8]

  /// Reads the next bytes.
  ///
  /// - Returns: how many; 0 at the end, after all checksums were found right.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int

  /// Skips bytes if that is possible without reading them.
  ///
  /// - Returns: how many.
  func skip(_ count: Int) -> Int

  /// Treats the rest as read, and checks the checksums in it.
  func finish() throws(InputError)
}

extension ByteStream {
  /// Fills as much of a buffer as there are bytes.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      guard count > 0 else { break }
      filled += count
    }
    return filled
  }
}
