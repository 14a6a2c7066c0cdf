/// What fields of a tab-separated file show: whether it has quotes, or escapes.
struct FieldMarks {
  /// Fields that are `\N`.
  var nulls = 0
  /// Fields that begin with a quote, and those of them that are in quotes as RFC 4180 has it.
  private(set) var quoteStarts = 0
  private(set) var quoted = 0
  /// Backslashes, and those that begin none of the escapes.
  private(set) var backslashes = 0
  private(set) var otherBackslashes = 0

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  /// Whether all fields that begin with a quote are in quotes.
  var areQuoted: Bool { quoteStarts > 0 && quoteStarts == quoted && nulls == 0 }

  /// Whether every backslash begins an escape.
  var areEscaped: Bool { backslashes > 0 && otherBackslashes == 0 }

  mutating func note(_ field: UnsafeBufferPointer<UInt8>) {
    if field.first == Self.quote {
      quoteStarts += 1
      if Self.isQuoted(field) { quoted += 1 }
    }
    var index = 0
    while index < field.count {
      guard field[index] == Self.backslash else {
        index += 1
        continue
      }
      backslashes += 1
      if index + 1 == field.count || Self.meaning(of: field[index + 1]) == nil { otherBackslashes += 1 }
      index += 2
    }
  }

  private static func isQuoted(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    guard field.count >= 2, field[field.count - 1] == quote else { return false }
    var index = 1
    while index < field.count - 1 {
      if field[index] == quote {
        guard index + 1 < field.count - 1, field[index + 1] == quote else { return false }
        index += 1
      }
      index += 1
    }
    return true
  }

  private static func meaning(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "t"): 0x09
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case backslash: backslash
    default: nil
    }
  }

  /// Replaces escapes in place; a backslash that begins none stays.
  ///
  /// - Returns: the new length.
  static func unescape(_ field: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var written = 0
    var read = 0
    while read < field.count {
      if field[read] == backslash, read + 1 < field.count, let byte = meaning(of: field[read + 1]) {
        field[written] = byte
        read += 2
      } else {
        field[written] = field[read]
        read += 1
      }
      written += 1
    }
    return written
  }
}
