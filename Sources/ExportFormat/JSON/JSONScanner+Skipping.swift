extension JSONScanner {
  /// Where a string ends in a record that is known to be faulty.
  enum StringEnd {
    /// At its closing quote.
    case quote
    /// At its closing quote or at the end of the line: a string that lost its quote takes only its line with it.
    case quoteOrLineBreak
  }

  /// Passes over a value by its quotes and brackets alone, at any depth; for a record that is known to be faulty.
  ///
  /// - Throws: a fault where a bracket closes another kind of bracket, or at the end of the buffer.
  mutating func skipBracketed(stringsEndAt stringEnd: StringEnd) throws(ScanFault) {
    var open = BracketStack()
    repeat {
      switch byte {
      case 0x22: try skipQuoted(endingAt: stringEnd)
      case 0x5B, 0x7B:
        open.push(byte)
        position &+= 1
      case 0x5D, 0x7D:
        guard let opening = open.pop() else { throw fault(.value) }
        guard opening &+ 2 == byte else { throw fault(opening == 0x5B ? .commaOrBracket : .commaOrBrace) }
        position &+= 1
      case 0x00 where position >= end: throw fault(.value, at: end)
      default: try skipPlain(isInside: !open.isEmpty)
      }
    } while !open.isEmpty
  }

  private mutating func skipQuoted(endingAt stringEnd: StringEnd) throws(ScanFault) {
    position &+= 1
    while position < end {
      switch base[position] {
      case 0x22:
        position &+= 1
        return
      case 0x0A where stringEnd == .quoteOrLineBreak: return
      case 0x5C: position &+= 2
      default: position &+= 1
      }
    }
    throw fault(.closingQuote, at: end)
  }

  /// Passes over what is neither quote nor bracket; outside of brackets that is a number or a word.
  private mutating func skipPlain(isInside: Bool) throws(ScanFault) {
    let start = position
    while position < end {
      switch byte {
      case 0x22, 0x5B, 0x5D, 0x7B, 0x7D: return
      case 0x00...0x20 where !isInside, 0x2C where !isInside:
        if position == start { throw fault(.value) }
        return
      default: position &+= 1
      }
    }
  }
}

/// Brackets that are open, a bit for each: a hostile record can have as many as it has bytes.
private struct BracketStack {
  private var words: [UInt64] = []
  private var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func push(_ bracket: UInt8) {
    if count >> 6 == words.count { words.append(0) }
    let bit: UInt64 = 1 << UInt64(count & 63)
    if bracket == 0x7B { words[count >> 6] |= bit } else { words[count >> 6] &= ~bit }
    count += 1
  }

  mutating func pop() -> UInt8? {
    guard count > 0 else { return nil }
    count -= 1
    return words[count >> 6] & (1 << UInt64(count & 63)) == 0 ? 0x5B : 0x7B
  }
}
