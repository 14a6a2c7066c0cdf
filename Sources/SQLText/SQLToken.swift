/// A piece of SQL text, for colours, completion, and finding names. Parsing is left to SQLite.
///
/// The tokens of any text follow each other without gaps.
/// See <https://sqlite.org/lang.html> and `tokenize.c` for what a token is.
public struct SQLToken: Equatable, Sendable {
  /// What a token is.
  public enum Kind: Equatable, Sendable {
    /// White space.
    case space
    /// A comment: `-- …` or `/* … */`.
    case comment
    /// A bare word: a name, a keyword or a function.
    case word
    /// A name in double quotes, brackets or backticks.
    case quotedName
    /// A text in single quotes, with the `x` of a blob.
    case string
    /// A number.
    case number
    /// `:name`, `@name`, `$name`, `?` or `?1`.
    case parameter
    /// An operator, a comma, a dot, a semicolon or a parenthesis.
    case punctuation
    /// A byte that has no meaning in SQL.
    case illegal
  }

  package var kind: Kind
  /// The bytes, as offsets in the text's UTF-8.
  package var range: Range<Int>
  /// False for a string, a quoted name or a block comment that is not closed at the end of the text.
  package var isClosed = true

  /// Cuts a text into tokens.
  ///
  /// - Parameter text: UTF-8.
  package static func tokens(of text: some Collection<UInt8>) -> [SQLToken] {
    let bytes = Array(text)
    var tokens: [SQLToken] = []
    var scanner = SQLScanner(bytes: bytes)
    while let token = scanner.next() { tokens.append(token) }
    return tokens
  }

  /// Cuts a text into tokens.
  package static func tokens(of text: String) -> [SQLToken] { tokens(of: text.utf8) }

  /// Space, tab, line feed, form feed, carriage return.
  package static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
  }

  /// Letters, digits, `_`, `$`, and everything beyond ASCII.
  package static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }
}

extension SQLToken {
  /// Whether it is a parameter with a name: `:name`, `@name` or `$name`.
  package func isNamedParameter(in text: [UInt8]) -> Bool {
    kind == .parameter && ":@$".utf8.contains(text[range.lowerBound])
  }

  /// Where a name first occurs in a statement, in bytes.
  package static func offset(ofName name: String, in sql: String) -> Int? {
    let bytes = Array(sql.utf8)
    let wanted = name.lowercased()
    return tokens(of: bytes).first { token in
      guard token.kind == .word || token.kind == .quotedName else { return false }
      return unquoted(bytes[token.range]).lowercased() == wanted
    }?.range.lowerBound
  }

  /// Where a parameter first occurs in a statement, in bytes.
  package static func offset(ofParameter name: String, in sql: String) -> Int? {
    let bytes = Array(sql.utf8)
    return tokens(of: bytes).first { token in
      token.kind == .parameter && String(decoding: bytes[token.range].dropFirst(), as: UTF8.self) == name
    }?.range.lowerBound
  }

  /// A name without its quotes.
  package static func unquoted(_ bytes: ArraySlice<UInt8>) -> String {
    guard let first = bytes.first, let last = bytes.last, bytes.count >= 2 else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let inner = bytes.dropFirst().dropLast()
    switch (first, last) {
    case (UInt8(ascii: "["), UInt8(ascii: "]")): return String(decoding: inner, as: UTF8.self)
    case (UInt8(ascii: "\""), UInt8(ascii: "\"")), (UInt8(ascii: "`"), UInt8(ascii: "`")),
      (UInt8(ascii: "'"), UInt8(ascii: "'")):
      var name: [UInt8] = []
      var skips = false
      for byte in inner {
        skips = byte == first && !skips && name.last == first
        if !skips { name.append(byte) }
      }
      return String(decoding: name, as: UTF8.self)
    default: return String(decoding: bytes, as: UTF8.self)
    }
  }
}
