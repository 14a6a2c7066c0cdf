/// The start of a page as the platform answers it: `{"data": […], "page": 1, "per_page": 25, "total_pages": 3}`.
enum PageEnvelope {
  /// How many bytes are needed to recognize a page.
  static let prefixLength = 256

  /// Whether a document that starts with these bytes is a page.
  static func starts(_ prefix: ArraySlice<UInt8>) -> Bool {
    var rest = prefix.starts(with: [0xEF, 0xBB, 0xBF]) ? prefix.dropFirst(3) : prefix
    rest = rest.drop(while: isWhitespace)
    guard rest.first == UInt8(ascii: "{") else { return false }
    rest = rest.dropFirst().drop(while: isWhitespace)
    return keys.contains { rest.starts(with: "\"\($0)\"".utf8) }
  }

  private static let keys = ["data", "page", "per_page", "total_pages"]

  static func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
