/// Bytes of a batch: a decoded string, or null.
///
/// The bytes belong to the ``RecordBatch`` that the slice came from and live as long as its content.
package struct ByteSlice: BitwiseCopyable {
  /// The first byte; nil where the value is null.
  package let start: UnsafePointer<UInt8>?
  /// Its length in bytes; 0 for null.
  package let count: Int

  init(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    self.start = start
    self.count = count
  }

  static var null: ByteSlice { ByteSlice(nil, 0) }

  /// Whether the value is null.
  package var isNull: Bool { start == nil }

  /// The bytes; empty for null.
  package var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// The text, or nil for null.
  package var string: String? { isNull ? nil : String(decoding: bytes, as: UTF8.self) }
}
