/// A fault in the input, as the scanner and the decoder meet it: what was expected, and where.
///
/// It stays small, for it is thrown by the innermost functions; ``ExportReader`` makes an ``ExportError`` of it.
struct ScanFault: Error, BitwiseCopyable {
  let expected: Expectation
  /// Bytes from the start of the buffer.
  let offset: Int
}
