/// Bytes that are read from front to end: a file's as they lie there, or what a decompressor makes of others.
protocol ByteStream: AnyObject {
  /// The path of the file that they come from, or "-".
  var name: String { get }
  /// Where the next read starts.
  var position: Int { get }

  /// Looks at the first bytes; nothing may have been read yet.
  ///
  /// - Returns: fewer than asked for where there are no more.
  func prefix(_ count: Int) throws(InputError) -> [UInt8]

  /// Reads the next bytes.
  ///
  /// - Returns: how many; 0 at the end, all checksums having been found right.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int

  /// Passes over bytes where that is possible without reading them.
  ///
  /// - Returns: how many.
  func skip(_ count: Int) -> Int

  /// Takes what is left for consumed; checksums behind it are looked at.
  func finish() throws(InputError)
}

extension ByteStream {
  /// Fills as much of a buffer as there are bytes for.
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
