/// Finds the next token of an SQL text.
package struct SQLScanner {
  let bytes: [UInt8]
  private(set) var position = 0

  /// - Parameters:
  ///   - bytes: the text in UTF-8.
  ///   - position: where to start, in bytes.
  package init(bytes: [UInt8], from position: Int = 0) {
    self.bytes = bytes
    self.position = position
  }

  /// Reads the next token; nil at the end.
  package mutating func next() -> SQLToken? {
    guard position < bytes.count else { return nil }
    let start = position
    let (kind, isClosed) = scan()
    return SQLToken(kind: kind, range: start..<position, isClosed: isClosed)
  }

  private func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  private mutating func scan() -> (SQLToken.Kind, Bool) {
    let first = bytes[position]
    let second = byte(position + 1)
    switch first {
    case let space where SQLToken.isSpace(space):
      skip(while: SQLToken.isSpace)
      return (.space, true)
    case 0xEF where second == 0xBB && byte(position + 2) == 0xBF:
      // A byte-order mark between tokens, as files that were put together have it.
      position += 3
      return (.space, true)
    case UInt8(ascii: "-") where second == first:
      skip { $0 != 0x0A }
      return (.comment, true)
    case UInt8(ascii: "/") where second == UInt8(ascii: "*"):
      return (.comment, skipBlockComment())
    case UInt8(ascii: "'"): return (.string, skipQuoted(by: first, at: position))
    case UInt8(ascii: "x") where second == UInt8(ascii: "'"),
      UInt8(ascii: "X") where second == UInt8(ascii: "'"):
      return (.string, skipQuoted(by: second, at: position + 1))
    case UInt8(ascii: "\""), UInt8(ascii: "`"): return (.quotedName, skipQuoted(by: first, at: position))
    case UInt8(ascii: "["):
      skip { $0 != UInt8(ascii: "]") }
      let isClosed = position < bytes.count
      if isClosed { position += 1 }
      return (.quotedName, isClosed)
    case let digit where isDigit(digit) || digit == UInt8(ascii: ".") && isDigit(second):
      skipNumber()
      return (.number, true)
    case UInt8(ascii: "?"):
      position += 1
      skip(while: isDigit)
      return (.parameter, true)
    case UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "#"):
      position += 1
      let start = position
      skip(while: SQLToken.isWord)
      return (position > start ? .parameter : .illegal, true)
    case let word where SQLToken.isWord(word):
      skip(while: SQLToken.isWord)
      return (.word, true)
    default:
      position += 1
      return ("()+-*/%;,.<>=!|&~".utf8.contains(first) ? .punctuation : .illegal, true)
    }
  }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private mutating func skip(while matches: (UInt8) -> Bool) {
    while position < bytes.count, matches(bytes[position]) { position += 1 }
  }

  private mutating func skipNumber() {
    // 1, 1.5, .5, 0x1F, 1e-9. Letters right after a number belong to it, because SQLite sees one bad token there.
    while position < bytes.count {
      let current = bytes[position]
      let isSign = current == UInt8(ascii: "+") || current == UInt8(ascii: "-")
      let afterExponent = position > 0 && (bytes[position - 1] | 0x20) == UInt8(ascii: "e")
      guard SQLToken.isWord(current) || current == UInt8(ascii: ".") || isSign && afterExponent else { return }
      position += 1
    }
  }

  private mutating func skipBlockComment() -> Bool {
    position += 2
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "*"), byte(position + 1) == UInt8(ascii: "/") {
        position += 2
        return true
      }
      position += 1
    }
    return false
  }

  private mutating func skipQuoted(by quote: UInt8, at start: Int) -> Bool {
    position = start + 1
    while position < bytes.count {
      if bytes[position] == quote {
        guard byte(position + 1) == quote, position + 1 < bytes.count else {
          position += 1
          return true
        }
        position += 1
      }
      position += 1
    }
    return false
  }
}
