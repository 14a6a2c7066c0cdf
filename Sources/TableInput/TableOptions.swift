/// How a file is to be read as a table, where its content is not to decide.
package struct TableOptions: Equatable, Sendable {
  package enum Format: Equatable, Sendable {
    case csv, tsv, json
  }

  /// Nil for what the content looks like.
  package var format: Format?
  /// Between fields.
  package var separator: UInt8?
  /// Whether the first line names the columns; nil for what it looks like.
  package var hasHeader: Bool?
  /// Whether all values stay text.
  package var keepsText = false
  /// Lines to pass over at the start.
  package var skippedLines = 0

  package init() {}
}

extension TableOptions {
  /// A separator as people type it: one ASCII character, `tab`, `\t`.
  ///
  /// - Returns: nil for what can't be one.
  package static func separator(_ text: String) -> UInt8? {
    let names = ["\\t": "\t", "tab": "\t", "comma": ",", "semicolon": ";", "space": " "]
    let text = names[text.lowercased()] ?? text
    // A line end, another control character or a quote would make the file unreadable.
    guard text.utf8.count == 1, let byte = text.utf8.first, byte == 0x09 || (0x20..<0x7F).contains(byte),
      byte != UInt8(ascii: "\"")
    else { return nil }
    return byte
  }
}
