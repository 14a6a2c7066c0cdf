import ControlText

extension ByteWriter {
  /// A JSON string in its quotes, with controls as escapes, so that a terminal can show it. Bytes that are not UTF-8
  /// become U+FFFD.
  ///
  /// An export's own text is written by the target ExportFormat instead, which keeps what needs no escape as it is.
  func jsonString(_ bytes: UnsafeRawBufferPointer) {
    byte(UInt8(ascii: "\""))
    if Self.isPlainInJSON(bytes) {
      self.bytes(bytes)
    } else {
      ControlText.forEachScalar(in: String(decoding: bytes, as: UTF8.self)) { jsonScalar($0, isControl: $1) }
    }
    byte(UInt8(ascii: "\""))
  }

  /// A JSON string in its quotes, with controls as escapes.
  package func jsonString(_ text: String) {
    var text = text
    text.withUTF8 { jsonString(UnsafeRawBufferPointer($0)) }
  }

  private func jsonScalar(_ scalar: Unicode.Scalar, isControl: Bool) {
    switch scalar {
    case "\"": text("\\\"")
    case "\\": text("\\\\")
    case "\n": text("\\n")
    case "\t": text("\\t")
    case "\r": text("\\r")
    case _ where isControl: text(ControlText.jsonEscape(scalar))
    default: self.scalar(scalar)
    }
  }

  private static func isPlainInJSON(_ bytes: UnsafeRawBufferPointer) -> Bool {
    for byte in bytes {
      switch byte {
      case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F...: return false
      default: continue
      }
    }
    return true
  }
}
