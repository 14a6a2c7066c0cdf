/// A fault in the input, as the scanner and the decoder meet it: what was expected, and where.
///
/// It is small because the innermost functions throw it; ``ExportReader`` makes an ``ExportError`` of it.
struct ScanFault: Error, BitwiseCopyable {
  let expected: Expectation
  /// Bytes from the start of the buffer.
  let offset: Int
}
