/// A pattern of SQL's LIKE, ready to be compared with texts.
///
/// `%` stands for any characters, also none, and `_` for one: a code point of the canonical form (NFC). Any other
/// character stands for itself, in its full case folding: `strasse` matches `Straße`.
package final class LikePattern: Sendable {
  /// The character that takes its meaning from the `%`, `_` or other character after it.
  package let escape: Unicode.Scalar?

  /// Folded characters, ``one`` and ``any``.
  private let parts: [UInt32]
  /// Whether the pattern ends in the escape character, with nothing to escape: as in SQLite it then matches nothing.
  private let matchesNothing: Bool

  /// `_`
  private static let one = UInt32.max
  /// `%`
  private static let any = UInt32.max - 1

  /// Reads a pattern.
  ///
  /// - Parameters:
  ///   - pattern: UTF-8.
  ///   - escape: the character that ESCAPE names.
  package init(_ pattern: UnsafeBufferPointer<UInt8>, escape: Unicode.Scalar? = nil) {
    self.escape = escape
    var parts: [UInt32] = []
    var literal = String.UnicodeScalarView()
    func finishLiteral() {
      var text = String(literal)
      text.withUTF8 { bytes in
        for character in FoldedCharacters.fold(bytes) { parts.append(character & ~FoldedCharacters.start) }
      }
      literal.removeAll()
    }
    var isEscaped = false
    for scalar in String(decoding: pattern, as: UTF8.self).unicodeScalars {
      if isEscaped {
        literal.append(scalar)
        isEscaped = false
      } else if scalar == escape {
        isEscaped = true
      } else if scalar == "%" {
        finishLiteral()
        if parts.last != Self.any { parts.append(Self.any) }
      } else if scalar == "_" {
        finishLiteral()
        parts.append(Self.one)
      } else {
        literal.append(scalar)
      }
    }
    finishLiteral()
    self.parts = parts
    matchesNothing = isEscaped
  }

  /// Whether a text fits the pattern as a whole.
  ///
  /// - Parameter text: UTF-8; what is not counts as U+FFFD.
  package func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if matchesNothing { return false }
    return parts.withUnsafeBufferPointer { parts in
      if ASCII.isAll(text) { return Self.fits(ASCIIText(bytes: text), parts) }
      let found: Bool? = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: text.count) { buffer in
        guard let count = FoldedCharacters.foldSimply(text, into: buffer) else { return nil }
        return Self.fits(SimpleText(characters: UnsafeBufferPointer(rebasing: buffer[..<count])), parts)
      }
      return found
        ?? FoldedCharacters.fold(text).withUnsafeBufferPointer { Self.fits(AnyText(characters: $0), parts) }
    }
  }

  /// On a difference, the last `%` takes one more; those before it need not, for what is between them fits already.
  private static func fits(_ text: some FoldedTextView, _ parts: UnsafeBufferPointer<UInt32>) -> Bool {
    let (textEnd, partsEnd) = (text.count, parts.count)
    var (place, part) = (0, 0)
    var (taken, afterAny) = (0, -1)
    while true {
      if part < partsEnd {
        let wanted = parts[part]
        if wanted == any {
          part += 1
          if part == partsEnd { return true }
          (taken, afterAny) = (place, part)
          continue
        }
        if place < textEnd {
          if wanted == one {
            if text.isStart(place) {
              repeat { place += 1 } while place < textEnd && !text.isStart(place)
              part += 1
              continue
            }
          } else if text[place] == wanted {
            place += 1
            part += 1
            continue
          }
        }
      } else if place == textEnd {
        return true
      }
      guard afterAny >= 0, taken < textEnd else { return false }
      taken += 1
      let next = parts[afterAny]
      if next != one {
        while taken < textEnd, text[taken] != next { taken += 1 }
        if taken == textEnd { return false }
      }
      (place, part) = (taken, afterAny)
    }
  }
}

/// Text as folded characters.
private protocol FoldedTextView {
  var count: Int { get }
  subscript(place: Int) -> UInt32 { get }
  /// Whether a character of the text begins here.
  func isStart(_ place: Int) -> Bool
}

private struct ASCIIText: FoldedTextView {
  let bytes: UnsafeBufferPointer<UInt8>
  var count: Int { bytes.count }
  @inline(__always) subscript(place: Int) -> UInt32 { UInt32(ASCII.lowercase(bytes[place])) }
  @inline(__always) func isStart(_ place: Int) -> Bool { true }
}

private struct SimpleText: FoldedTextView {
  let characters: UnsafeBufferPointer<UInt32>
  var count: Int { characters.count }
  @inline(__always) subscript(place: Int) -> UInt32 { characters[place] }
  @inline(__always) func isStart(_ place: Int) -> Bool { true }
}

private struct AnyText: FoldedTextView {
  let characters: UnsafeBufferPointer<UInt32>
  var count: Int { characters.count }
  @inline(__always) subscript(place: Int) -> UInt32 { characters[place] & ~FoldedCharacters.start }
  @inline(__always) func isStart(_ place: Int) -> Bool { characters[place] & FoldedCharacters.start != 0 }
}
