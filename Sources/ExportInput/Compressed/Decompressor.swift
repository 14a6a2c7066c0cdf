/// Turns compressed bytes into the original ones.
protocol Decompressor {
  /// Reads the next bytes.
  ///
  /// - Returns: how many; 0 at the end, after the compressed bytes were read to their end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int
}
