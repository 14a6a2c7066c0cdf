/// Makes bytes of compressed ones.
protocol Decompressor {
  /// Reads the next bytes.
  ///
  /// - Returns: how many; 0 at the end, the compressed bytes having been read to theirs.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int
}
