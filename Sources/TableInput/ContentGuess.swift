/// What a file is, by its first bytes and its name.
enum ContentGuess {
  /// Something that no table can be read from; nil for text.
  static func otherKind(_ content: UnsafeBufferPointer<UInt8>, path: String) -> TableFault.OtherKind? {
    let starts: [(String, TableFault.OtherKind)] = [
      ("SQLite format 3\0", .sqlite), ("PAR1", .parquet), ("%PDF-", .pdf),
    ]
    if let found = starts.first(where: { content.starts(with: $0.0.utf8) }) { return found.1 }
    if content.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .excel }
    if content.starts(with: [0xFF, 0xFE]) || content.starts(with: [0xFE, 0xFF]) { return .utf16 }
    // Western and Cyrillic text in UTF-16 has a small byte in every second place.
    let head = content.prefix(1000)
    if head.count >= 4, head.count(where: { $0 == 0 }) * 10 >= head.count * 3 { return .utf16 }
    let word = String(decoding: head.drop { $0 <= 0x20 }.prefix(14), as: UTF8.self).lowercased()
    return word.hasPrefix("<!doctype html") || word.hasPrefix("<html") ? .html : nil
  }

  static func isJSON(_ content: UnsafeBufferPointer<UInt8>, path: String, _ options: TableOptions) -> Bool {
    if let format = options.format { return format == .json }
    if options.separator != nil { return false }
    switch TableName.ending(of: path) {
    case "json", "jsonl", "ndjson", "geojson": return true
    case "csv", "tsv", "tab", "txt", "psv", "lst": return false
    default:
      let first = content.first { $0 > 0x20 }
      return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }
  }

  /// The separator that a file's name promises.
  static func separator(for path: String, _ options: TableOptions) -> UInt8? {
    if options.format == .csv { return UInt8(ascii: ",") }
    switch TableName.ending(of: path) {
    case "csv": return UInt8(ascii: ",")
    case "tsv", "tab": return Dialect.tab
    case "psv": return UInt8(ascii: "|")
    default: return nil
    }
  }
}
