extension String {
  /// The text as one word of a shell's command.
  package var quotedForShell: String {
    let isPlain = !isEmpty && utf8.allSatisfy { Self.isPlainInShell($0) }
    guard !isPlain || hasPrefix("-") else { return self }
    // Byte by byte: a quote and an accent behind it are one Character.
    return "'" + String(decoding: utf8.flatMap { $0 == 0x27 ? Array("'\\''".utf8) : [$0] }, as: UTF8.self) + "'"
  }

  private static func isPlainInShell(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: "./-+:@,".utf8.contains(byte)
    }
  }
}
