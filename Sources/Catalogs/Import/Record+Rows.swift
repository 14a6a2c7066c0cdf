import ExportFormat

// What is read for each row. A function of another module that is not public is called, not inlined; these read stored
// properties, which takes no call.

extension Record {
  /// The text of a field, by its raw value.
  @inline(__always)
  func text(ofField rawValue: Int) -> ByteSlice { texts[rawValue] }

  /// The bytes of its id.
  @inline(__always)
  var idBytes: UnsafeBufferPointer<UInt8> { text(ofField: RecordField.id.rawValue).content }
}

extension ByteSlice {
  /// The bytes; empty for null.
  @inline(__always)
  var content: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

  /// Whether it is a text, not null.
  @inline(__always)
  var isText: Bool { start != nil }
}
