/// The last check before a terminal: control characters that are still in a stream of bytes are escaped.
///
/// Line breaks, tabs and CR LF pass. If the program draws, `ESC [ … m` (colours) and CR `ESC [ K` (a progress line
/// drawn again) pass too: data is escaped earlier then, when it is laid out, because its width must be known.
package struct ControlFilter {
  /// What kind of stream it is, which decides how controls are escaped.
  package enum Syntax: Sendable {
    /// `\x1b`.
    case text
    /// As text, with escape sequences of the program itself.
    case drawing
    /// `\u001b`, which keeps every JSON value. Controls can only be in strings: everything around them is ASCII.
    case json
  }

  private let syntax: Syntax
  /// The end of the last bytes, if more are needed to classify it: part of a character, or of a sequence.
  private var held: [UInt8] = []
  private var previous: Unicode.Scalar?

  package init(_ syntax: Syntax = .text) { self.syntax = syntax }

  /// Filters the next bytes.
  package mutating func filter(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let input = held + bytes
    held = []
    var output: [UInt8] = []
    output.reserveCapacity(input.count)
    var position = 0
    while position < input.count {
      let byte = input[position]
      if 0x20..<0x7F ~= byte || byte == 0x0A || byte == 0x09 {
        output.append(byte)
        previous = Unicode.Scalar(byte)
        position += 1
        continue
      }
      let rest = input[position...]
      guard let count = byte < 0x80 ? Self.ownSequence(rest, draws: syntax == .drawing) : Self.character(rest) else {
        held = Array(rest)
        break
      }
      if byte < 0x80, count > 0 {
        output += rest.prefix(count)
        position += count
        continue
      }
      // Bytes that are not UTF-8 become U+FFFD, one for each.
      let scalar = String(decoding: rest.prefix(max(count, 1)), as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
      if ControlText.isControl(scalar, after: previous) {
        output += (syntax == .json ? ControlText.jsonEscape(scalar) : ControlText.escape(scalar)).utf8
      } else {
        output += String(scalar).utf8
      }
      previous = scalar
      position += max(count, 1)
    }
    return output
  }

  /// The length of the program's own escape sequence at the start; 0 if there is none, nil if more bytes are needed.
  private static func ownSequence(_ bytes: ArraySlice<UInt8>, draws: Bool) -> Int? {
    let start = bytes.startIndex
    if bytes[start] == 0x0D {
      guard bytes.count > 1 else { return nil }
      if bytes[start + 1] == 0x0A { return 2 }
      guard draws else { return 0 }
      let erase: [UInt8] = [0x0D, 0x1B, 0x5B, 0x4B]
      let common = zip(bytes, erase).prefix { $0 == $1 }.count
      return common == erase.count ? erase.count : common == bytes.count ? nil : 0
    }
    guard draws, bytes[start] == 0x1B else { return 0 }
    guard bytes.count > 1 else { return nil }
    guard bytes[start + 1] == 0x5B else { return 0 }
    for (offset, byte) in bytes.dropFirst(2).prefix(16).enumerated() {
      switch byte {
      case 0x30...0x39, 0x3B: continue
      case 0x6D: return offset + 3
      default: return 0
      }
    }
    return bytes.count > 16 ? 0 : nil
  }

  /// The length of the UTF-8 character at the start; 0 if there is none, nil if more bytes are needed.
  private static func character(_ bytes: ArraySlice<UInt8>) -> Int? {
    let length: Int
    switch bytes[bytes.startIndex] {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return 0
    }
    let followers = bytes.dropFirst().prefix(length - 1).prefix { $0 & 0xC0 == 0x80 }.count
    if followers == length - 1 {
      return String(validating: bytes.prefix(length), as: UTF8.self) == nil ? 0 : length
    }
    return followers + 1 == bytes.count ? nil : 0
  }
}
